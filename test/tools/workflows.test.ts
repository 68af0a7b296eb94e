import { run, succeeded } from './programs';

test('actionlint finds nothing in the workflows', () => {
  expect(run('actionlint', '-no-color')).toEqual(succeeded);
});

test('zizmor finds nothing in the workflows, at its strictest', () => {
  const audit = run('zizmor', '--offline', '--persona=pedantic', '--no-progress', '.github/workflows');
  expect(audit).toEqual(succeeded);
  expect(audit.output).toContain('No findings to report');
});
