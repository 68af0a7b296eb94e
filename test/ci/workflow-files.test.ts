import { parse } from 'yaml';
import { workflowFiles, workflowText } from '../../src/ci/workflow-files';
import { jobsOf, stepsOf, workflows } from './workflows';

test('the workflows of the project lie where GitHub looks for them', () => {
  expect([...workflowFiles().keys()]).toEqual(['.github/workflows/ci.yml', '.github/workflows/release.yml']);
});

describe.each(workflows)('$name', ({ workflow }) => {
  const text = workflowText(workflow);

  test('is written to the last word, and the same every time', () => {
    expect(parse(text)).toEqual(workflow.workflow);
    expect(workflowText(workflow)).toBe(text);
  });

  test('names every action by commit, and beside it the version that people know', () => {
    const uses = text.split('\n').filter((line) => line.includes('uses:'));
    expect(uses.length).toBeGreaterThan(1);
    for (const line of uses) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[\da-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('may only read, unless a job says more, and says why', () => {
    expect(workflow.workflow.permissions).toEqual({ contents: 'read' });
    for (const { permissions } of jobsOf(workflow)) expect(permissions).toBeDefined();
    for (const line of text.split('\n').filter((line) => line.includes(': write'))) expect(line).toMatch(/ # \w+/);
  });

  test('ends in time', () => {
    for (const job of jobsOf(workflow)) expect(job['timeout-minutes']).toBeGreaterThan(0);
  });

  test('names itself, its jobs and its steps', () => {
    for (const named of [workflow.workflow, ...jobsOf(workflow), ...stepsOf(workflow)]) expect(named.name).toMatch(/./);
  });

  test('puts no value into a script by template', () => {
    for (const { run } of stepsOf(workflow)) expect(run ?? '').not.toContain('${{');
  });

  test('leaves no credentials in the checkout and takes no packages from a cache', () => {
    const [checkout, node] = stepsOf(workflow);
    expect(checkout?.with).toEqual({ 'persist-credentials': false });
    expect(node?.with).toEqual({ 'node-version-file': '.node-version', 'package-manager-cache': false });
  });
});
