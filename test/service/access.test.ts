import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { Problem } from '../../src/contract/problems';
import { routes } from '../../src/contract/routes';
import { iris } from '../../src/models/iris';
import { Access } from '../../src/service/access';
import { readConfig } from '../../src/service/config';
import { expectProblem, serveIris, type Environment, type RunningService } from './running-service';

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

class SocketFrom extends Socket {
  constructor(override readonly remoteAddress: string) {
    super();
  }
}

/** A request as Access sees it: from an address, with a token or without. */
function request(address: string, token?: string): IncomingMessage {
  const message = new IncomingMessage(new SocketFrom(address));
  if (token !== undefined) message.headers.authorization = `Bearer ${token}`;
  return message;
}

/** What is said to a check: the name of its problem, or ok. */
function outcome(check: () => void): string {
  try {
    check();
    return 'ok';
  } catch (error) {
    return error instanceof Problem ? error.problem : String(error);
  }
}

describe('a route that changes state', () => {
  test.each(['127.0.0.1', '127.0.0.5', 'localhost', '::1'])('is open while the service listens on %s', (HOST) => {
    const access = new Access(readConfig({ HOST }));
    expect(outcome(() => access.checkAdmin(request('127.0.0.1')))).toBe('ok');
  });

  test.each(['0.0.0.0', '::', '', '10.0.0.7', '192.168.127.1', 'iris.example'])(
    'is closed beyond loopback, on %j, until a token is configured',
    (HOST) => {
      const access = new Access(readConfig({ HOST }));
      expect(outcome(() => access.checkAdmin(request('127.0.0.1', 'guess')))).toBe('forbidden');
    },
  );

  test('is closed on a name that only begins like loopback', () => {
    const access = new Access(readConfig({ HOST: '127.0.0.1.iris.example' }));
    expect(outcome(() => access.checkAdmin(request('10.0.0.7')))).toBe('forbidden');
  });
});

describe.each(['127.0.0.1', '0.0.0.0'])('a service on %s with ADMIN_TOKEN', (HOST) => {
  let service: RunningService;
  beforeAll(async () => {
    service = await serveIris({ HOST, ADMIN_TOKEN: 'open-sesame' });
  });

  describe.each([routes.loadModel, routes.modelUpdate])('%s', (path) => {
    test('takes the token', async () => {
      expect((await service.post(path, '', bearer('open-sesame'))).status).toBe(200);
      expect((await service.post(path, '', { authorization: 'bearer open-sesame' })).status).toBe(200);
    });

    test.each([
      ['no token', undefined],
      ['a wrong token', 'Bearer open-barley'],
      ['a part of the token', 'Bearer open'],
      ['more than the token', 'Bearer open-sesame-please'],
      ['the token in capitals', 'Bearer OPEN-SESAME'],
      ['an empty token', 'Bearer '],
      ['another scheme', `Basic ${Buffer.from('admin:open-sesame').toString('base64')}`],
      ['the bare token', 'open-sesame'],
    ])('refuses %s', async (_, authorization) => {
      const reply = await service.post(path, '', authorization === undefined ? {} : { authorization });
      expectProblem(reply, 'unauthorized');
      expect(reply.headers.get('www-authenticate')).toBe('Bearer');
      expect(reply.text).not.toContain('sesame');
    });
  });

  test('predicts for everyone', () => service.expectWell());
});

test('a service beyond loopback without ADMIN_TOKEN predicts and changes no state', async () => {
  const service = await serveIris({ HOST: '0.0.0.0' });
  for (const path of [routes.loadModel, routes.modelUpdate]) {
    expectProblem(await service.post(path), 'forbidden');
    expectProblem(await service.post(path, '', bearer('')), 'forbidden');
  }
  await service.expectWell();
});

describe('API_KEYS', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await serveIris({ API_KEYS: 'alice, bob,', ADMIN_TOKEN: 'root' });
  });

  test.each(['alice', 'bob'])('let %s predict', async (key) => {
    expect((await service.predict(iris.example, bearer(key))).status).toBe(200);
    expect((await service.post('/v2/models/iris/infer', '{}', bearer(key))).status).toBe(400);
  });

  test.each([['carol'], [''], ['alice,bob'], ['root']])('refuse %j, before the body is looked at', async (key) => {
    for (const body of [iris.example, 'no JSON']) {
      const reply = await service.predict(body, bearer(key));
      expectProblem(reply, 'unauthorized');
      expect(reply.headers.get('www-authenticate')).toBe('Bearer');
    }
    expectProblem(await service.predict(iris.example), 'unauthorized');
  });

  test('are asked for by predictions only, and change no state', async () => {
    expect((await service.ask(routes.ready)).status).toBe(200);
    expectProblem(await service.post(routes.loadModel, '', bearer('alice')), 'unauthorized');
  });
});

describe('RATE_LIMIT', () => {
  /** A limit of three a second, and a clock that stands until it is moved. */
  function limited(environment: Environment = {}) {
    const clock = { seconds: 1000 };
    const access = new Access(readConfig({ RATE_LIMIT: '3', ...environment }), () => clock.seconds);
    const ask = (times: number, address = '10.0.0.7', token?: string): number =>
      Array.from({ length: times }, () => outcome(() => access.checkClient(request(address, token)))).filter(
        (word) => word === 'ok',
      ).length;
    return { clock, ask };
  }

  test('lets a client predict as often in one second and no more', () => {
    const { ask } = limited();
    expect(ask(10)).toBe(3);
    expect(ask(10)).toBe(0);
  });

  test('lets a client that asks a little too often still have its share', () => {
    const { ask, clock } = limited();
    let allowed = 0;
    for (let second = 0; second < 10; second += 0.25) {
      clock.seconds = 1000 + second;
      allowed += ask(1);
    }
    expect(allowed).toBeGreaterThanOrEqual(30); // four a second for ten seconds, of which three are let through
  });

  test('gives back one after a third of a second, and never more than a second’s worth', () => {
    const { clock, ask } = limited();
    ask(10);
    clock.seconds += 0.34;
    expect(ask(10)).toBe(1);
    clock.seconds += 3600;
    expect(ask(10)).toBe(3);
  });

  test('counts each address alone', () => {
    const { ask } = limited();
    expect([ask(10, '10.0.0.7'), ask(10, '10.0.0.8'), ask(10, '10.0.0.7')]).toEqual([3, 3, 0]);
  });

  test('counts each key alone, wherever it comes from', () => {
    const { ask } = limited({ API_KEYS: 'alice,bob' });
    expect([ask(10, '10.0.0.7', 'alice'), ask(10, '10.0.0.8', 'alice'), ask(10, '10.0.0.7', 'bob')]).toEqual([3, 0, 3]);
  });

  test('is not evaded by making up a key where none is asked for', () => {
    const { ask } = limited();
    expect([ask(3), ask(3, '10.0.0.7', 'made-up'), ask(3, '10.0.0.7', 'another')]).toEqual([3, 0, 0]);
  });

  test('forgets the client seen longest ago, not the one who asks all the time', () => {
    const { ask } = limited();
    ask(3, 'busy');
    for (let other = 0; other < 12_000; other++) {
      ask(1, `10.0.${other >> 8}.${other & 255}`);
      if (other % 1000 === 0) expect(ask(1, 'busy')).toBe(0);
    }
  });

  test('is answered 429 with when to try again', async () => {
    const service = await serveIris({ RATE_LIMIT: '2' });
    const replies = await Promise.all(Array.from({ length: 10 }, () => service.predict(iris.example)));
    const refused = replies.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(7);
    for (const reply of refused) {
      expectProblem(reply, 'rate-limited');
      expect(reply.headers.get('retry-after')).toBe('1');
    }
    expect((await service.ask(routes.health)).status).toBe(200);
  });
});
