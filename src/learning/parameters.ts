/** Hyper-parameters: what an engine can be told, and whether a value makes sense. */

/** Where a search looks: between two numbers, evenly or evenly in their logarithms; or some values. */
export type SearchRange =
  { readonly from: number; readonly to: number; readonly scale: 'linear' | 'log' } | readonly (number | string)[];

export interface Parameter {
  /** `features`: a share of the features, or how many of them. `choice`: one of some words. */
  readonly kind: 'integer' | 'number' | 'share' | 'features' | 'choice';
  readonly choices?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly default: number | string;
  readonly meaning: string;
  /** @default - a search leaves it as it is */
  readonly search?: SearchRange;
  /** Whether training takes as long as it is large, as with trees: the first rungs of a search give a share of it. */
  readonly isBudget?: boolean;
}

/** More trees than this add time and memory to every prediction, and nothing to its quality. */
export const MAX_TREES = 10_000;
/** A tree of 2^32 rows that are halved at each level has 32. */
export const MAX_DEPTH = 1_000;

export type ParameterTable = Readonly<Record<string, Parameter>>;
export type Parameters = Readonly<Record<string, number | string>>;

/** The value of a parameter that is no choice. */
export function numberOf(table: ParameterTable, given: Parameters, name: string): number {
  return Number(given[name] ?? table[name]?.default);
}

/** @returns what was expected, in words, when the value does not fit; else undefined */
export function parameterFault(parameter: Parameter, value: unknown, features: number): string | undefined {
  const isShare = typeof value === 'number' && value > 0 && value <= 1;
  switch (parameter.kind) {
    case 'integer': {
      const { min = 1, max = Infinity } = parameter;
      if (Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max) return undefined;
      return `a whole number from ${min}${max === Infinity ? '' : ` to ${max}`}`;
    }
    case 'number': {
      const min = parameter.min ?? 0;
      return typeof value === 'number' && Number.isFinite(value) && value >= min ? undefined : `a number from ${min}`;
    }
    case 'share':
      return isShare ? undefined : 'a share above 0 and at most 1';
    case 'choice':
      return parameter.choices?.some((choice) => choice === value)
        ? undefined
        : (parameter.choices?.join(' or ') ?? '');
    case 'features':
      if (isShare || (Number.isSafeInteger(value) && Number(value) >= 2 && Number(value) <= features)) return undefined;
      return `a share above 0 and at most 1, or a whole number of features from 2${features === Infinity ? '' : ` to ${features}`}`;
  }
}
