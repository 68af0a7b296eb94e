import { cleanOffer, housePrices } from '../../src/models/house-prices';
import type { RawRow } from '../../src/models/model';
import { Validator } from '../../src/models/validate';
import { correlation, madeUp, mean, share, trained } from './made-up';

const offer = {
  ...{ brokered_by: '52707.0', status: 'for_sale', price: '80000.0', bed: '4', bath: '2', acre_lot: '0.08' },
  ...{ street: '1902874.0', city: 'San Juan', state: 'Puerto Rico', zip_code: '00901', house_size: '1527.0' },
  prev_sold_date: '2007-07-02',
};

describe('cleaning', () => {
  test.each([
    ['zip_code', '00901', '00901'],
    ['zip_code', '901.0', '00901'],
    ['zip_code', 901, '00901'],
    ['zip_code', '62704', '62704'],
    ['brokered_by', '52707.0', '52707'],
    ['brokered_by', 52707, '52707'],
    ['street', '1902874.0', '1902874'],
    ['street', '123 Elm St.', '123_elm_st'],
  ])('%s, written %j, is %j in training and in a request', (name, written, expected) => {
    const [row] = new Validator(housePrices).rows({ ...housePrices.example, [name]: written }, 1);
    expect(row?.[name]).toBe(expected);
  });

  test.each(['', '0', '-5', '1.0', '999', '2147483600', 'ask', 'NaN', 'Infinity'])(
    'leaves out an offer whose price is %j',
    (price) => {
      expect(cleanOffer({ ...offer, price })).toBeUndefined();
    },
  );

  test.each(['1000', '20000000.0'])('keeps one for %s USD', (price) => {
    expect(cleanOffer({ ...offer, price })).toMatchObject({ price });
  });

  test.each([
    ['bed', '473'],
    ['bed', '2.5'],
    ['bath', '-1'],
    ['acre_lot', '100000.0'],
    ['house_size', '1450112.0'],
    ['house_size', '4'],
    ['house_size', 'big'],
    ['prev_sold_date', '3019-04-02'],
    ['prev_sold_date', '2021-02-30'],
    ['prev_sold_date', '1822'],
  ])('takes %s %s, which no house has, for not given, and keeps the offer', (column, cell) => {
    expect(cleanOffer({ ...offer, [column]: cell })).toEqual({ ...cleanOffer(offer), [column]: '' });
  });

  test('an offer of which nothing is known but its price can be trained on', () => {
    const bare = Object.fromEntries(Object.keys(offer).map((column) => [column, column === 'price' ? '5000' : '']));
    const [only] = trained(housePrices, [bare]);
    expect(only?.target).toBe(5000);
    expect(new Set(Object.values(only?.row ?? {}))).toEqual(new Set([null]));
  });
});

describe('a client may send', () => {
  const validator = new Validator(housePrices);

  test.each([
    `{"features":{"brokered_by":101,"status":"for sale","bed":3,"bath":2,"acre_lot":0.25,"street":"123 elm st","city":"springfield","state":"illinois","zip_code":"62704","house_size":1500,"prev_sold_date":"2022-03-15"}}`,
    `{"features":{"brokered_by":55,"status":"for sale","bed":4,"bath":3,"acre_lot":0.4,"street":"456 oak ave","city":"shelbyville","state":"illinois","zip_code":"62565","house_size":1800,"prev_sold_date":"2023-01-22"}}`,
  ])('%s', (body) => {
    const [row] = validator.rows(JSON.parse(body), 1);
    expect(Object.keys(row ?? {})).toEqual(Object.keys(housePrices.features));
    expect(row).toMatchObject({ status: 'for_sale', state: 'illinois' });
    expect(row?.['brokered_by']).toMatch(/^(101|55)$/);
  });

  test('a city in its own spelling, which is the city that was trained on', () => {
    const [client] = validator.rows({ ...housePrices.example, city: 'SAN  juan' }, 1);
    expect(client?.['city']).toBe(trained(housePrices, [offer])[0]?.row['city']);
  });

  test('a broker as a number, who is the broker that was trained on', () => {
    const [client] = validator.rows({ ...housePrices.example, brokered_by: 52707 }, 1);
    expect(client?.['brokered_by']).toBe(trained(housePrices, [offer])[0]?.row['brokered_by']);
  });
});

describe('made-up offers', () => {
  const rows = madeUp(housePrices, 5000);
  const numbers = (column: string, among: readonly RawRow[] = rows): number[] =>
    among.map((row) => Number(row[column]));
  const houses = rows.filter(({ house_size }) => house_size !== '');

  test('lack what real ones lack', () => {
    expect(share(rows, 'bed', '')).toBeCloseTo(0.25, 1);
    expect(share(rows, 'acre_lot', '')).toBeCloseTo(0.1, 1);
    expect(share(rows, 'prev_sold_date', '')).toBeCloseTo(0.7, 1);
  });

  test('write codes as the data set does', () => {
    for (const { brokered_by, street, price } of rows) {
      for (const code of [brokered_by, street, price]) expect(code).toMatch(/^\d+\.0$/);
    }
  });

  test('cost the more the larger the house', () => {
    const hartford = houses.filter(({ city }) => city === 'Hartford');
    expect(correlation(numbers('house_size', hartford), numbers('price', hartford))).toBeGreaterThan(0.5);
  });

  test('cost more in New York than in Ponce', () => {
    const inCity = (name: string): number =>
      mean(
        numbers(
          'price',
          houses.filter(({ city }) => city === name),
        ),
      );
    expect(inCity('New York')).toBeGreaterThan(5 * inCity('Ponce'));
  });

  test('are worse guessed by their mean than the floor allows', () => {
    const prices = numbers('price');
    const guess = mean(prices);
    expect(mean(prices.map((price) => Math.abs(price - guess)))).toBeGreaterThan(housePrices.selection.floor);
  });
});
