import { serviceVariables } from '../../src/contract/environment';
import { API_PORT, protocolRoutes, routes } from '../../src/contract/routes';

const all = [...Object.values(routes), ...Object.values(protocolRoutes('iris'))];

test.each(all)('%s is a path without an end that a slash would change', (path) => {
  expect(path).toMatch(/^(\/|(\/[\w.-]+)+)$/);
});

test('no two routes are one', () => {
  expect(new Set(all).size).toBe(all.length);
});

test('the Open Inference Protocol has the paths of its specification', () => {
  expect(routes).toMatchObject({ v2: '/v2', v2Live: '/v2/health/live', v2Ready: '/v2/health/ready' });
  expect(protocolRoutes('house-prices')).toEqual({
    model: '/v2/models/house-prices',
    ready: '/v2/models/house-prices/ready',
    infer: '/v2/models/house-prices/infer',
  });
});

test('the port is the one that the service listens on by default', () => {
  expect(serviceVariables.PORT.default).toBe(String(API_PORT));
});
