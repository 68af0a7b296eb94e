/**
 * The cdk8s program: every environment as plain manifests in dist/, and the workflows in .github/.
 * Everything is made and checked in memory first; a program that fails writes nothing.
 */

import { cpSync } from 'node:fs';
import { resolve } from 'node:path';
import { App } from 'cdk8s';
import { ArgoCd, type ArgoCdEnvironment } from './charts/argo-cd';
import { faultsOf } from './charts/checks';
import { composeEnvironment } from './charts/compose';
import { workflowFiles } from './ci/workflow-files';
import { InputError, runProgram } from './contract/exit';
import { environmentFaults } from './platform/environment-faults';
import { environments } from './platform/environments';
import { readImages, UNRELEASED } from './platform/image-lock';
import { project } from './platform/project';
import { GENERATED, manifestFiles, type Files } from './render/manifests';
import { replaceFolder, writeInto } from './render/write-files';

const STAGING = 'build/synth';

function synthesize(): Files {
  const wrong = environmentFaults(environments);
  if (wrong.length > 0) throw new InputError(wrong.join('\n'));
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

/** Writes everything, or nothing. @returns lines that say what was written */
export function synthesizeToFiles(): string[] {
  const files = synthesize();
  const workflows = new Map(Array.from(workflowFiles(), ([path, text]) => [path, GENERATED + text]));
  replaceFolder('dist', STAGING, files);
  // Where the cdk8s CLI looks for what was synthesized; nothing that lies there is removed.
  const wanted = process.env['CDK8S_OUTDIR'];
  if (wanted !== undefined && resolve(wanted) !== resolve(STAGING)) cpSync(STAGING, wanted, { recursive: true });
  writeInto('.', workflows);
  const names = environments.map(({ name }) => name);
  const unreleased = names.filter((name) =>
    [...files].some(([path, text]) => path.startsWith(`${name}/`) && text.includes(`:${UNRELEASED}`)),
  );
  return [
    `dist/: ${files.size} files for ${names.join(' and ')}`,
    ...unreleased.map((name) => `${name} names images that no release has published yet`),
  ];
}

if (require.main === module) runProgram(() => synthesizeToFiles().forEach((line) => console.log(line)));
