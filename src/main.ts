/**
 * The cdk8s program: every environment as plain manifests in dist/, and the workflows in .github/.
 * Everything is made and checked in memory first; a program that fails writes nothing.
 */

import { App } from 'cdk8s';
import { ArgoCd, type ArgoCdEnvironment } from './charts/argo-cd';
import { faultsOf } from './charts/checks';
import { composeEnvironment } from './charts/compose';
import { InputError, runProgram } from './contract/exit';
import { environments } from './platform/environments';
import { readImages } from './platform/image-lock';
import { project } from './platform/project';
import { manifestFiles, type Files } from './render/manifests';
import { replaceFolder } from './render/write-files';

/** Where the cdk8s CLI looks for what was synthesized. */
const staging = process.env['CDK8S_OUTDIR'] ?? 'build/synth';

function synthesize(): Files {
  const images = readImages();
  const files = new Map<string, string>();
  const synced: Record<string, ArgoCdEnvironment> = {};
  const faults: string[] = [];
  for (const environment of environments) {
    const app = new App();
    const namespace = composeEnvironment(app, environment, images);
    const found = faultsOf(namespace);
    faults.push(...found.map((fault) => `${environment.name}/${fault}`));
    if (found.length > 0) continue;
    for (const [path, content] of manifestFiles(app, environment.name)) files.set(path, content);
    synced[environment.name] = { namespace, path: `dist/${environment.name}`, sync: environment.sync };
  }
  if (faults.length > 0) throw new InputError(faults.join('\n'));
  const app = new App();
  new ArgoCd(app, 'argo-cd', { gitUrl: project.gitUrl, revision: project.branch, environments: synced });
  for (const [path, content] of manifestFiles(app, 'argocd')) files.set(path, content);
  return files;
}

runProgram(() => {
  const files = synthesize();
  replaceFolder('dist', staging, files);
  const unreleased = environments.filter(({ name }) =>
    [...files].some(([path, text]) => path.startsWith(`${name}/`) && text.includes(':unreleased')),
  );
  console.log(`dist/: ${files.size} files for ${environments.map(({ name }) => name).join(' and ')}`);
  for (const { name } of unreleased) console.log(`${name} names images that no release has published yet`);
});
