import { execSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fromReadme } from '../readme';

jest.setTimeout(60_000);

test('npm start trains, synthesizes and serves, and prints a curl that works', async () => {
  const [program = '', ...args] = fromReadme('npm start').split(' ');
  // A process group of its own, so that npm and what it started end together.
  const started = spawn(program, args, {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  try {
    let printed = '';
    for await (const chunk of started.stdout) {
      printed += String(chunk);
      if (printed.includes('Stop it with')) break;
    }
    const curl = /^ +(curl .*)$/m.exec(printed)?.[1] ?? 'false';
    expect(execSync(curl, { encoding: 'utf8' })).toContain('"prediction":"setosa"');
    expect(withoutPort(curl)).toBe(
      withoutPort(
        fromReadme(
          'curl -s http://127.0.0.1:8989/predict -H \'content-type: application/json\' -d \'{"sepal_length":5.1,"sepal_width":3.5,"petal_length":1.4,"petal_width":0.2}\'',
        ),
      ),
    );
  } finally {
    if (started.pid !== undefined) process.kill(-started.pid, 'SIGTERM');
    await once(started, 'close');
  }
  // What it synthesized is what is committed.
  expect(execSync(fromReadme('git diff dist'), { encoding: 'utf8' })).toBe('');
});

function withoutPort(command: string): string {
  return command.replace(/127\.0\.0\.1:\d+/, '127.0.0.1');
}
