/** The workflows as the YAML that GitHub reads. */

import type { Workflow } from '@github-actions-workflow-ts/lib';
import { Document, isScalar, visit } from 'yaml';
import { actionVersions } from './actions';
import { ciWorkflow } from './ci-workflow';
import { releaseWorkflow } from './release-workflow';

/** What a reader wants to know beside a line, and the line does not say. */
const comments: ReadonlyMap<string, string> = new Map([
  ...Array.from(actionVersions, ([uses, version]): [string, string] => [`uses: ${uses}`, version]),
  ['contents: write', 'commits the digests that it pushed'],
  ['packages: write', 'pushes images to ghcr.io'],
]);

/** @returns contents by their path in the repository */
export function workflowFiles(): ReadonlyMap<string, string> {
  return new Map([
    ['.github/workflows/ci.yml', workflowText(ciWorkflow())],
    ['.github/workflows/release.yml', workflowText(releaseWorkflow())],
  ]);
}

export function workflowText({ workflow }: Workflow): string {
  const document = new Document(workflow, { aliasDuplicateObjects: false });
  visit(document, {
    Pair(_, { key, value }) {
      if (!isScalar(key) || !isScalar(value)) return;
      const comment = comments.get(`${String(key.value)}: ${String(value.value)}`);
      if (comment !== undefined) value.comment = ` ${comment}`;
    },
  });
  return document.toString({ lineWidth: 0, blockQuote: 'literal' });
}
