/** A repository with a remote, in which the scripts of workflows run with a stand-in for npm. */

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Records into lines, synthesizes a copy of source and record, and refuses to run where it could read the token. */
const NPM = `#!/bin/bash
set -e
if [ -n "$GITHUB_TOKEN" ]; then echo 'npm sees the token'; exit 1; fi
case "$*" in
  'run -s canopy -- images record '*)
    images=src/platform/images.json
    grep -v "^$8 " $images >$images.new || true
    echo "$8 $9 \${10}" >>$images.new
    mv $images.new $images ;;
  'run -s synth') mkdir -p dist; cat src/chart.ts src/platform/images.json >dist/manifest.yaml ;;
  ci) ;;
  *) echo "npm $*?"; exit 1 ;;
esac
`;

export class ScratchRepository {
  private readonly root = mkdtempSync(join(tmpdir(), 'canopy-ci-'));
  private readonly environment = {
    PATH: `${join(this.root, 'bin')}:${process.env['PATH']}`,
    HOME: this.root,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GITHUB_SERVER_URL: 'https://github.com',
  };

  constructor() {
    mkdirSync(join(this.root, 'bin'));
    writeFileSync(join(this.root, 'bin/npm'), NPM, { mode: 0o755 });
    this.git('.', 'init', '--quiet', '--bare', '--initial-branch=main', 'origin.git');
    this.clone('ours');
    this.write('ours', 'src/chart.ts', 'chart 1\n');
    this.write('ours', 'src/platform/images.json', '');
    this.write('ours', 'dist/manifest.yaml', 'chart 1\n');
    this.commitAndPush('ours');
  }

  clone(folder: string): void {
    this.git('.', 'clone', '--quiet', 'origin.git', folder);
    this.git(folder, 'config', 'user.name', 'a person');
    this.git(folder, 'config', 'user.email', 'person@example.com');
    this.git(folder, 'checkout', '--quiet', '-B', 'main');
  }

  write(folder: string, path: string, text: string): void {
    const file = join(this.root, folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  read(folder: string, path: string): string {
    return readFileSync(join(this.root, folder, path), 'utf8');
  }

  commitAndPush(folder: string): void {
    this.git(folder, 'add', '.');
    this.git(folder, 'commit', '--quiet', '--message', `from ${folder}`);
    this.git(folder, 'push', '--quiet', 'origin', 'main');
  }

  /** @returns standard output */
  git(folder: string, ...args: string[]): string {
    const cwd = join(this.root, folder);
    return execFileSync('git', args, { cwd, env: this.environment, encoding: 'utf8', stdio: 'pipe' });
  }

  /** Runs a script in `ours` as GitHub's runner does. */
  run(script: string, variables: Readonly<Record<string, string>> = {}, input = '') {
    const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
      cwd: join(this.root, 'ours'),
      env: { ...this.environment, ...variables },
      input,
      encoding: 'utf8',
    });
    return { status, output: stdout + stderr };
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }
}
