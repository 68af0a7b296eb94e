import { loadVariables, serviceVariables } from '../../src/contract/environment';

const all = [...Object.entries(serviceVariables), ...Object.entries(loadVariables)];

test.each(all)('%s is named as variables are, and its meaning is one line', (name, { meaning }) => {
  expect(name).toMatch(/^[A-Z][A-Z_]*[A-Z]$/);
  expect(meaning).toMatch(/^[^\n]{10,100}$/);
});

test('what both programs read means the same to both', () => {
  expect(loadVariables.MODEL_TO_USE.default).toBe(serviceVariables.MODEL_TO_USE.default);
  expect(loadVariables.TARGET_HOST.default).toBe(
    `http://${serviceVariables.HOST.default}:${serviceVariables.PORT.default}`,
  );
});
