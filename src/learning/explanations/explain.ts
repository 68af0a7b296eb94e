/** Why a predictor answered what it did: what each declared feature adds to the answer for the average training row. */

import type { EncodedColumn } from '../encoding/encoder';
import { LinearShap } from './linear-shap';
import { evaluate, type Predictor } from '../predictor';
import { TreeShap } from './tree-shap';

export interface Term {
  /** As a person reads it: a word, or `status = sold`. */
  readonly title: string;
  /** Of the column, in the row: 0 for a word that does not occur. */
  readonly value: number;
  readonly contribution: number;
}

/** base + all features = output, within rounding. */
export interface Explanation {
  /** `log value`: contributions add up to the natural logarithm of the predicted value. */
  readonly scale: 'probability' | 'value' | 'log value';
  /** What the average training row gets. */
  readonly base: number;
  readonly output: number;
  /** Feature to contribution, in the order of the columns. */
  readonly features: Readonly<Record<string, number>>;
  /** For each feature of several columns, such as a text: those that added or took most, largest first. */
  readonly terms: Readonly<Record<string, readonly Term[]>>;
}

/** What explains a predictor, and the predictor whose output it adds up to. */
interface Method {
  readonly shap: TreeShap | LinearShap;
  readonly explained: Predictor;
  readonly scale: Explanation['scale'];
}

/** As many as a person reads. */
const MOST_TERMS = 10;

/** What no row changes, worked out when a predictor is first asked why: most never are. */
const methods = new WeakMap<Predictor, Method>();

/**
 * @param predictor one without a fault
 * @param columns one for each column that the estimator sees
 * @param row the columns of one row
 * @param output which of the outputs: the index of a class, 0 for a value
 */
export function explain(
  predictor: Predictor,
  columns: readonly EncodedColumn[],
  row: Float64Array,
  output: number,
): Explanation {
  const method = methods.get(predictor) ?? methodFor(predictor);
  methods.set(predictor, method);
  const contributions = method.shap.contributions(row, output);
  const features: Record<string, number> = {};
  const terms = new Map<string, Term[]>();
  columns.forEach(({ feature, title }, column) => {
    const contribution = contributions[column]!;
    features[feature] = (features[feature] ?? 0) + contribution; // Shapley values of columns add up
    const term = { title, value: row[column]!, contribution };
    const others = terms.get(feature);
    if (others) others.push(term);
    else terms.set(feature, [term]);
  });
  const several = [...terms].filter(([, ofFeature]) => ofFeature.length > 1);
  return {
    scale: method.scale,
    base: method.shap.base[output]!,
    output: evaluate(method.explained, row, row.length)[output]!,
    features,
    terms: Object.fromEntries(several.map(([feature, ofFeature]) => [feature, largest(ofFeature)])),
  };
}

/** A log link is explained before its exponential, where columns add up. */
function methodFor(predictor: Predictor): Method {
  if (predictor.kind === 'forest') {
    const scale = predictor.outputs > 1 ? 'probability' : 'value';
    return { shap: new TreeShap(predictor), explained: predictor, scale };
  }
  const scale = predictor.link === 'log' ? 'log value' : 'value';
  return {
    shap: new LinearShap(predictor),
    explained: { ...predictor, link: 'identity' },
    scale,
  };
}

function largest(terms: readonly Term[]): Term[] {
  return terms
    .filter(({ contribution }) => contribution !== 0)
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
    .slice(0, MOST_TERMS);
}
