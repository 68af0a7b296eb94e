/** Who publishes this project and where: from `repository` in package.json, and nowhere else. */

import packageJson from '../../package.json';

const GITHUB = /github\.com[/:](?<owner>[\w.-]+)\/(?<repository>[\w.-]+?)(?:\.git)?$/;

function repository(url: string): { readonly owner: string; readonly repository: string } {
  const { owner, repository } = GITHUB.exec(url)?.groups ?? {};
  if (owner === undefined || repository === undefined) {
    throw new Error(`package.json: repository.url is '${url}'; expected git+https://github.com/OWNER/REPOSITORY.git`);
  }
  return { owner, repository };
}

const own = repository(packageJson.repository.url);

/** Where images are published. Docker Hub has no nested names, so an image is OWNER/NAME in both. */
export const registries = { ghcr: 'ghcr.io', dockerHub: 'docker.io' } as const;
export type RegistryHost = (typeof registries)[keyof typeof registries];

export const project = {
  ...own,
  /** What Argo CD clones. */
  gitUrl: `https://github.com/${own.owner}/${own.repository}.git`,
  /** Change this one word to publish on Docker Hub: images, pulls and the log-in of the workflow follow. */
  registry: registries.ghcr as RegistryHost,
  branch: 'main',
} as const;
