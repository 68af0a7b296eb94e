/** The workflows under test, and ways to look into them. */

import type { GeneratedWorkflowTypes, Workflow } from '@github-actions-workflow-ts/lib';
import { ciWorkflow } from '../../src/ci/ci-workflow';
import { releaseWorkflow } from '../../src/ci/release-workflow';
import { registries } from '../../src/platform/project';

export const workflows = [
  { name: 'ci', workflow: ciWorkflow() },
  { name: 'release to GHCR', workflow: releaseWorkflow({ registry: registries.ghcr }) },
  { name: 'release to Docker Hub', workflow: releaseWorkflow({ registry: registries.dockerHub }) },
];

export function jobsOf({ workflow }: Workflow): GeneratedWorkflowTypes.NormalJob[] {
  return Object.values(workflow.jobs ?? {}).filter((job) => 'runs-on' in job);
}

export function stepsOf(workflow: Workflow): GeneratedWorkflowTypes.Step[] {
  return jobsOf(workflow).flatMap(({ steps }) => steps ?? []);
}

/** The steps that use an action. */
export function usesOf(workflow: Workflow, action: string): GeneratedWorkflowTypes.Step[] {
  return stepsOf(workflow).filter(({ uses }) => uses?.startsWith(`${action}@`));
}

/** The shell script of a step. */
export function scriptOf(workflow: Workflow, name: string): string {
  return stepsOf(workflow).find((step) => step.name === name)?.run ?? `echo 'there is no step ${name}'; exit 1`;
}

/** Whether a push to the main branch that changes one file starts a workflow. */
export function startsOn({ workflow: { on } }: Workflow, path: string): boolean {
  if (typeof on !== 'object' || Array.isArray(on) || !on.push) return false;
  return on.push.paths?.some((pattern) => patternOf(pattern).test(path)) ?? true;
}

/** GitHub's patterns: `**` is anything, `*` stays within a folder. */
function patternOf(pattern: string): RegExp {
  const parts = pattern.split(/(\*+)/).map((part) => {
    if (part === '**') return '.*';
    return part === '*' ? '[^/]*' : part.replaceAll('.', '\\.');
  });
  return new RegExp(`^${parts.join('')}$`);
}
