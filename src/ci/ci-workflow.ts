/** What every change passes: types, lint, format, import rules, tests, and that generated files are up to date. */

import { expressions, NormalJob, Step, Workflow } from '@github-actions-workflow-ts/lib';
import { project } from '../platform/project';
import { setUp } from './steps';

/** Files that Git does not know yet count too: `--intent-to-add` makes `git diff` show them. */
const DRIFT_GATE = `\
npm run -s synth
git add --intent-to-add .
if ! git diff --exit-code; then
  echo '::error title=Generated files are out of date::Run npm run synth and commit what it writes; the log shows the difference.'
  exit 1
fi
`;

export function ciWorkflow(): Workflow {
  const check = new NormalJob('check', {
    name: 'Check',
    'runs-on': 'ubuntu-latest',
    'timeout-minutes': 15,
    permissions: { contents: 'read' },
  }).addSteps([
    ...setUp(),
    new Step({ name: 'Check types, lint, format and import rules', run: 'npm run check' }),
    new Step({ name: 'Test', run: 'npm test' }),
    new Step({ name: 'Check that generated files are up to date', run: DRIFT_GATE }),
  ]);
  return new Workflow('ci.yml', {
    name: 'CI',
    on: { pull_request: {}, push: { branches: [project.branch] } },
    permissions: { contents: 'read' },
    // A new push to a pull request replaces its check; every commit of the main branch keeps its own.
    concurrency: {
      group: `ci-${expressions.expn('github.event.pull_request.number || github.sha')}`,
      'cancel-in-progress': true,
    },
    defaults: { run: { shell: 'bash' } },
  }).addJob(check);
}
