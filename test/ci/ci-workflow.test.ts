import { ciWorkflow } from '../../src/ci/ci-workflow';
import { ScratchRepository } from './scratch-repository';
import { scriptOf, stepsOf } from './workflows';

test('a change passes the checks and tests that a developer runs', () => {
  const scripts = stepsOf(ciWorkflow()).flatMap(({ run }) => run ?? []);
  expect(scripts.slice(0, 3)).toEqual(['npm ci', 'npm run check', 'npm test']);
});

describe('the drift gate', () => {
  const gate = scriptOf(ciWorkflow(), 'Check that generated files are up to date');
  let repository: ScratchRepository;
  beforeEach(() => (repository = new ScratchRepository()));
  afterEach(() => repository.remove());

  test('passes when what src/ generates is committed', () => {
    expect(repository.run(gate)).toEqual({ status: 0, output: '' });
  });

  test('shows the difference and says what to do when a generated file is out of date', () => {
    repository.write('ours', 'src/chart.ts', 'chart 2\n');
    repository.git('ours', 'commit', '--quiet', '--all', '--message', 'forgot synth');
    const { status, output } = repository.run(gate);
    expect(status).toBe(1);
    expect(output).toContain('-chart 1\n+chart 2\n');
    expect(output).toContain('Run npm run synth and commit what it writes');
  });

  test('finds a generated file that was never committed', () => {
    repository.git('ours', 'rm', '--quiet', 'dist/manifest.yaml');
    repository.git('ours', 'commit', '--quiet', '--message', 'forgot dist');
    const { status, output } = repository.run(gate);
    expect(status).toBe(1);
    expect(output).toContain('+++ b/dist/manifest.yaml');
  });
});
