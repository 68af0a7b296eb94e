import type { LogLevel } from '../../src/contract/environment';
import { Log } from '../../src/service/log';

/** A log of a level, and the writes that it made. */
function logOf(level: LogLevel) {
  const writes: string[] = [];
  return { log: new Log(level, (lines) => writes.push(lines)), writes };
}

const levels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

test.each(levels)('at level %s the lines of that level and of graver ones are written', (level) => {
  const { log, writes } = logOf(level);
  for (const each of levels) log.say(each, `it is ${each}`);
  const written = writes.map((line) => /"event":"it is (\w+)"/.exec(line)?.[1]);
  expect(written).toEqual(levels.slice(levels.indexOf(level)));
  for (const each of levels) expect(log.writes(each)).toBe(written.includes(each));
});

test('a line is JSON with its time, level, event and members, whatever a stranger put into them', () => {
  const { log, writes } = logOf('info');
  log.say('warn', 'odd', { path: '/a\nb"\u2028{}', rows: 5, traceparent: undefined });
  const [line = ''] = writes;
  expect(line).toMatch(/^[^\n]+\n$/);
  expect(JSON.parse(line)).toMatchObject({ level: 'warn', event: 'odd', path: '/a\nb"\u2028{}', rows: 5 });
  expect(line).toMatch(/^\{"time":"\d{4}-\d\d-\d\dT[\d:.]+Z"/);
});

test('lines that are appended leave in one write, in their order, once', () => {
  const { log, writes } = logOf('info');
  log.append('info', 'first');
  log.append('debug', 'not written');
  log.append('error', 'second');
  expect(writes).toEqual([]);
  log.flush();
  log.flush();
  expect(writes).toHaveLength(1);
  expect(Array.from(writes[0]!.matchAll(/"event":"(\w+)"/g), ([, event]) => event)).toEqual(['first', 'second']);
});
