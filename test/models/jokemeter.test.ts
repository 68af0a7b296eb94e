import { stems } from '../../src/learning/encoding/words';
import { cleanJoke, jokemeter } from '../../src/models/jokemeter';
import { Validator } from '../../src/models/validate';
import { correlation, madeUp, mean, trained } from './made-up';

const joke = { text: 'Колобок повесился.', score: '3.4' };

describe('cleaning', () => {
  test('leaves a clean joke as it is', () => {
    expect(cleanJoke(joke)).toEqual(joke);
  });

  test('takes line breaks and runs of spaces for one space', () => {
    expect(cleanJoke({ text: ' - Алло!\r\n\t- Да?  ', score: ' 2.0 ' })).toEqual({
      text: '- Алло! - Да?',
      score: '2.0',
    });
  });

  test.each([
    ['no text', { ...joke, text: ' \n' }],
    ['no score', { ...joke, score: '' }],
    ['a text too long to be sent', { ...joke, text: 'ха'.repeat(501) }],
    ['no column of either', {}],
  ])('leaves out a joke with %s', (_, raw) => {
    expect(cleanJoke(raw)).toBeUndefined();
  });

  test('a score of another scale is refused, not left out', () => {
    expect(() => trained(jokemeter, [{ ...joke, score: '87' }])).toThrow(
      'row 0: score is the string "87"; expected a number from 1 to 5',
    );
  });
});

describe('a client', () => {
  const validator = new Validator(jokemeter);

  test('sends a joke, and may sign it', () => {
    expect(validator.rows({ text: joke.text }, 1)).toHaveLength(1);
    expect(validator.rows({ text: joke.text, joker: 'Фаина' }, 1)[0]).toMatchObject({ text: joke.text });
  });

  test('is told when there is no joke', () => {
    expect(() => validator.rows({ text: '', joker: 'Фаина' }, 1)).toThrow('1 field does not fit the model');
  });
});

describe('made-up jokes', () => {
  const rows = madeUp(jokemeter, 1000);
  const scores = rows.map(({ score }) => Number(score));

  test('are Russian sentences', () => {
    for (const { text } of rows) expect(text).toMatch(/^[А-ЯЁ][а-яёА-ЯЁ ]+ и говорит: «[А-ЯЁа-яё ,.!?]+»$/u);
  });

  test('are scored by five people each, from 1 to 5', () => {
    for (const { score } of rows) expect(score).toMatch(/^([1-4]\.[02468]|5\.0)$/);
    expect(mean(scores)).toBeGreaterThan(1.9);
    expect(mean(scores)).toBeLessThan(2.6);
  });

  test('are funny by their words', () => {
    const has = (word: string): number[] => rows.map(({ text = '' }) => (stems(text, 'ru').includes(word) ? 1 : 0));
    expect(correlation(has(stem('пингвин')), scores)).toBeGreaterThan(0.1);
    expect(correlation(has(stem('депутат')), scores)).toBeLessThan(-0.1);
  });

  test('are jokes or not by the threshold, some of each', () => {
    const { threshold = NaN } = jokemeter.target;
    const funny = scores.filter((score) => score > threshold).length;
    expect(funny).toBeGreaterThan(100);
    expect(funny).toBeLessThan(500);
  });
});

function stem(word: string): string {
  return stems(word, 'ru')[0] ?? '';
}
