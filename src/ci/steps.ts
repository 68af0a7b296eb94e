/** How every job starts: the commit, its Node and its packages. */

import { Step } from '@github-actions-workflow-ts/lib';
import { action } from './actions';

/** @returns new steps, since a job may change those that it holds */
export function setUp(): Step[] {
  return [
    new Step({
      name: 'Check out the commit',
      uses: action('actions/checkout'),
      with: { 'persist-credentials': false },
    }),
    new Step({
      name: 'Set up Node',
      uses: action('actions/setup-node'),
      with: { 'node-version-file': '.node-version', 'package-manager-cache': false },
    }),
    new Step({ name: 'Install packages', run: 'npm ci' }),
  ];
}
