/** Made-up Russian jokes. Each word brings so many points, for and against: whoever knows the words knows the score. */

import type { RawRow } from './model';
import { clamp, rowsFrom, type Draws } from './synthetic';

/** A part of a sentence, and the points that it brings. */
type Part = readonly [words: string, points: number];
type Parts = readonly [Part, ...Part[]];

const heroes: Parts = [
  ['Штирлиц', 0.5],
  ['Чак Норрис', 0.4],
  ['Вовочка', 0.3],
  ['программист', 0.1],
  ['тёща', 0.2],
  ['студент', 0],
  ['сосед', -0.1],
  ['врач', -0.1],
  ['бухгалтер', -0.3],
  ['депутат', -0.4],
];

const arrivals: Parts = [
  ['приходит в аптеку', 0.1],
  ['заходит в бар', 0.3],
  ['едет в лифте', 0],
  ['сидит на совещании', -0.3],
  ['стоит в пробке', -0.2],
  ['звонит на радио', 0.1],
  ['открывает холодильник', 0.4],
  ['читает гороскоп', -0.1],
];

const company: Parts = [
  ['с пингвином', 0.5],
  ['с попугаем', 0.3],
  ['с чемоданом', 0],
  ['с отчётом', -0.4],
  ['с начальником', -0.2],
  ['без зонта', -0.1],
];

const remarks: Parts = [
  ['Я вас тоже не ждал!', 0.4],
  ['Диета начинается с понедельника.', -0.2],
  ['Зарплата опять не пришла.', -0.4],
  ['А рыба здесь есть?', 0.5],
  ['Погода меняется, а курс доллара нет.', -0.5],
  ['Заверните два, второй для жены.', 0.2],
  ['Перезагрузите меня, пожалуйста.', 0.3],
  ['Жизнь прекрасна, если правильно подобрать таблетки.', 0.1],
];

export const jokemeterRows = rowsFrom((draws): RawRow => {
  const [hero, forHero] = draws.pick(heroes);
  const [arrival, forArrival] = draws.pick(arrivals);
  const [friend, forFriend] = draws.pick(company);
  const [remark, forRemark] = draws.pick(remarks);
  return {
    text: `${capitalized(hero)} ${arrival} ${friend} и говорит: «${remark}»`,
    score: meanOfFive(2.1 + forHero + forArrival + forFriend + forRemark, draws),
  };
});

/** Five people who differ by a point or so, each with a whole score from 1 to 5. */
function meanOfFive(points: number, draws: Draws): string {
  let sum = 0;
  for (let person = 0; person < 5; person++) sum += Math.round(clamp(draws.normal(points, 1), 1, 5));
  return (sum / 5).toFixed(1);
}

function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
