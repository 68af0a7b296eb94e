import { terms } from '../../../src/learning/encoding/terms';
import { stems } from '../../../src/learning/encoding/words';

describe('the words of a text', () => {
  test.each([
    ['lose their endings', 'en', 'Dogs running; a dog runs', ['dog', 'run', 'dog', 'run']],
    ['lose their endings in Russian', 'ru', 'Программисты пьют кофе', ['программист', 'пьют', 'коф']],
    ['are none when they are stop words', 'en', 'The and of with', []],
    ['are none when they are stop words in Russian', 'ru', 'Он и она, ещё её и моё', ['мо']],
    ['are the same with ё and е', 'ru', 'ёлка елка ЁЛКА', ['елк', 'елк', 'елк']],
    ['may be numbers, of two digits or more', 'ru', '7 гномов и 101 далматинец', ['гном', '101', 'далматинец']],
    [
      'are the same with a stress mark or a soft hyphen',
      'ru',
      'за\u0301мок за\u00adмок замок',
      ['замок', 'замок', 'замок'],
    ],
    ['keep a letter that is written with a mark of its own', 'ru', 'и\u0306од йод', ['йод', 'йод']],
    ['are the same in wide letters', 'en', 'ｃａｔ cat', ['cat', 'cat']],
    ['are none in an empty text', 'en', '', []],
    ['are none in a text of signs', 'en', '… 😀 —!?', []],
    ['are no runs of more than 64 letters', 'en', `cat ${'y'.repeat(65)} dog`, ['cat', 'dog']],
    ['are runs of 64 letters', 'en', 'x'.repeat(64), ['x'.repeat(64)]],
  ] as const)('%s', (_, language, text, expected) => {
    expect(stems(text, language)).toEqual(expected);
  });

  test('are found again when more of them came than are remembered', () => {
    const many = Array.from({ length: 20_500 }, (_, index) => String(index + 100)).join(' ');
    expect(stems(many, 'ru').join(' ')).toBe(many);
    expect(stems('столы 100', 'ru')).toEqual(['стол', '100']);
  });
});

describe('the terms of a text', () => {
  test('are runs of its stems, of each length, over the stop words between them', () => {
    const text = 'The cat and the dogs ran';
    expect(terms(text, 'en', [1, 2])).toEqual(['cat', 'dog', 'ran', 'cat dog', 'dog ran']);
    expect(terms(text, 'en', [3, 4])).toEqual(['cat dog ran']);
  });
});

describe('a text made to cost much', () => {
  test.each([
    ['one word', 'y'.repeat(1_000_000)],
    ['one letter and a million marks', `cat${'\u0301\u0323'.repeat(500_000)}`],
    ['long words', `${'y'.repeat(64)} `.repeat(15_000)],
    ['many words', 'столы и стулья стояли '.repeat(45_000)],
  ])('of %s is taken apart before the patience of this test ends', (_, text) => {
    expect(Array.isArray(terms(text, 'en', [1, 2]))).toBe(true);
  });
});
