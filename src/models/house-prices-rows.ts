/** Made-up offers of houses: the price follows from the place, the size and the state of the house, and from chance. */

import type { RawRow } from './model';
import { clamp, rowsFrom, weighted, weightedName, type Draws } from './synthetic';

interface Place {
  readonly city: string;
  readonly state: string;
  /** The first three digits of its zip codes. */
  readonly zip: string;
  /** USD a square foot. */
  readonly rate: number;
}

const place = weighted<Place>([
  [{ city: 'Ponce', state: 'Puerto Rico', zip: '007', rate: 80 }, 12],
  [{ city: 'San Juan', state: 'Puerto Rico', zip: '009', rate: 160 }, 14],
  [{ city: 'Christiansted', state: 'Virgin Islands', zip: '008', rate: 300 }, 8],
  [{ city: 'Springfield', state: 'Massachusetts', zip: '011', rate: 150 }, 14],
  [{ city: 'Boston', state: 'Massachusetts', zip: '021', rate: 550 }, 8],
  [{ city: 'Hartford', state: 'Connecticut', zip: '061', rate: 140 }, 14],
  [{ city: 'Greenwich', state: 'Connecticut', zip: '068', rate: 700 }, 4],
  [{ city: 'Burlington', state: 'Vermont', zip: '054', rate: 240 }, 6],
  [{ city: 'Nashua', state: 'New Hampshire', zip: '030', rate: 220 }, 6],
  [{ city: 'Springfield', state: 'Illinois', zip: '627', rate: 110 }, 8],
  [{ city: 'New York', state: 'New York', zip: '100', rate: 1000 }, 6],
]);

const bedrooms = weightedName({ 1: 5, 2: 18, 3: 44, 4: 22, 5: 7, 6: 3, 8: 1 });
const status = weightedName({ for_sale: 94, ready_to_build: 4, sold: 2 });

export const housePriceRows = rowsFrom((draws): RawRow => {
  const where = place(draws);
  const acres = lot(draws);
  const isLand = draws.chance(0.25);
  const house = isLand ? undefined : houseOf(draws);
  const value = where.rate * (house ? house.size * house.condition + 200 * house.baths : 0) + landValue(where, acres);
  const price = clamp(value * clamp(draws.normal(1, 0.2), 0.5, 1.6), 5000, 20_000_000);
  return {
    brokered_by: `${draws.whole(1, 400)}.0`,
    status: status(draws),
    price: `${Math.round(price / 100) * 100}.0`,
    bed: house ? String(house.beds) : '',
    bath: house ? String(house.baths) : '',
    acre_lot: draws.chance(0.1) ? '' : String(acres),
    street: `${draws.whole(1, 2_000_000)}.0`,
    city: where.city,
    state: where.state,
    zip_code: where.zip + String(draws.whole(1, 20)).padStart(2, '0'),
    house_size: house ? `${house.size}.0` : '',
    prev_sold_date: draws.chance(0.7) ? '' : day(draws),
  };
});

interface House {
  readonly beds: number;
  readonly baths: number;
  /** Square feet. */
  readonly size: number;
  /** What it adds to or takes from the rate of its place. */
  readonly condition: number;
}

function houseOf(draws: Draws): House {
  const beds = Number(bedrooms(draws));
  return {
    beds,
    baths: Math.round(clamp(draws.normal(0.5 + 0.6 * beds, 0.6), 1, 10)),
    size: Math.round(clamp(draws.normal(300 + 480 * beds, 350), 350, 12_000)),
    condition: draws.chance(0.03) ? 2.5 : 1,
  };
}

/** Acres: most lots are small, a few are farms. */
function lot(draws: Draws): number {
  const acres = draws.chance(0.1) ? draws.whole(2, 60) : 0.05 + draws.share() * draws.share() * 3;
  return Math.round(acres * 100) / 100;
}

/** In USD: a farm's acres are worth less each than those of a garden. */
function landValue({ rate }: Place, acres: number): number {
  return rate * (150 * Math.min(acres, 2) + 15 * Math.max(acres - 2, 0)) + 20_000;
}

function day(draws: Draws): string {
  const [year, month, date] = [draws.whole(1985, 2022), draws.whole(1, 12), draws.whole(1, 28)];
  return [year, ...[month, date].map((part) => String(part).padStart(2, '0'))].join('-');
}
