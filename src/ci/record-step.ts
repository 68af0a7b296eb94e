/** The end of a release: the digests that were pushed, in Git, from where Argo CD takes them to the cluster. */

import { expressions, Step } from '@github-actions-workflow-ts/lib';
import { project } from '../platform/project';

/** What the commit of a release may change. */
export const recordedPaths = ['src/platform/images.json', 'dist'] as const;

export interface RecordProps {
  /** Whose digests are recorded. */
  readonly environment: string;
  /** Names of images; the step that pushed one has its name as id. */
  readonly images: readonly string[];
  /** An expression: the tag that was pushed. */
  readonly tag: string;
}

export function recordStep({ environment, images, tag }: RecordProps): Step {
  const digests = images.map((name): [string, string] => [
    digestVariable(name),
    expressions.expn(`steps.${name}.outputs.digest`),
  ]);
  return new Step({
    name: `Record the digests for ${environment}`,
    env: { GITHUB_TOKEN: expressions.secret('GITHUB_TOKEN'), TAG: tag, ...Object.fromEntries(digests) },
    run: script(environment, images),
  });
}

/**
 * A commit that came in between is kept: the work is done again on top of it. Not a rebase, since dist/ follows from
 * the whole of src/ and must be written from the sources that it lies beside.
 * The token reaches Git alone, and through its environment (gitfaq, "http-credentials-environment"): it is in no
 * argument, in no file of the checkout and in no package's environment, and no server but GitHub's is sent it.
 */
function script(environment: string, images: readonly string[]): string {
  const { branch } = project;
  const record = images.map(
    (name) => `npm run -s canopy -- images record ${environment} ${name} "$TAG" "$${digestVariable(name)}"`,
  );
  return `\
export -n GITHUB_TOKEN # only what is given it below sees it
git config user.name 'github-actions[bot]'
git config user.email '41898282+github-actions[bot]@users.noreply.github.com'
git config "credential.$GITHUB_SERVER_URL.username" x-access-token
git config "credential.$GITHUB_SERVER_URL.helper" '!printf password= && printenv GITHUB_TOKEN #'
for attempt in 1 2 3 4 5; do
  ${record.join('\n  ')}
  npm run -s synth
  git add ${recordedPaths.join(' ')}
  if git diff --cached --quiet; then
    echo '${environment} has these digests already'
    exit 0
  fi
  git commit --message "Release $TAG to ${environment}"
  if GITHUB_TOKEN=$GITHUB_TOKEN git push origin HEAD:refs/heads/${branch}; then
    exit 0
  fi
  echo "Attempt $attempt was refused; ${branch} may have moved: once more, on top of it"
  GITHUB_TOKEN=$GITHUB_TOKEN git fetch origin ${branch}
  git reset --hard FETCH_HEAD
  npm ci
done
echo '::error title=The digests are not recorded::The images are pushed, but ${branch} refused the commit; see the log, then run this workflow again.'
exit 1
`;
}

function digestVariable(image: string): string {
  return `${image.replaceAll('-', '_').toUpperCase()}_DIGEST`;
}
