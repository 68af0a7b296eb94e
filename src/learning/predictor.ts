/** What training gives and serving evaluates, whatever the estimator was. */

import { evaluateForest, forestFault, type Forest } from './trees/forest';
import { evaluateLinear, linearFault, type Linear } from './linear/linear';

export type Predictor = Forest | Linear;

/**
 * @param values rows × width, row by row
 * @returns rows × outputs, row by row: probabilities of the classes, or one value; batches equal singles to the bit
 */
export function evaluate(predictor: Predictor, values: Float64Array, width: number): Float64Array {
  return predictor.kind === 'forest'
    ? evaluateForest(predictor, values, width)
    : evaluateLinear(predictor, values, width);
}

/**
 * Whether evaluation ends and stays within the arrays.
 * @returns the first fault in words, or undefined
 */
export function predictorFault(predictor: Predictor, width: number): string | undefined {
  return predictor.kind === 'forest' ? forestFault(predictor, width) : linearFault(predictor, width);
}
