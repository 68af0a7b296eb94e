/** What is read off a report: how far predictions are from what came true, and which features carry them. */

import { calibrationError } from '../learning/scores/calibration';
import type { Feature } from '../models/features';
import type { Model } from '../models/model';
import { isFigure, listed, shareOf } from './figures';
import type { CalibrationBin, FeatureImportance, Report } from './report';

/** The bins that hold rows. */
export function filledBins(bins: readonly CalibrationBin[]): CalibrationBin[] {
  return bins.filter(({ rows, predicted, observed }) => rows > 0 && isFigure(predicted) && isFigure(observed));
}

/** Over the bins of all classes. @returns undefined without rows */
export function errorOfCalibration({ calibration }: Report): number | undefined {
  const error = calibrationError(Object.values(calibration).flatMap(filledBins));
  return isFigure(error) ? error : undefined;
}

/** The features whose importance is defined, the most important first. */
export function rankedFeatures({ importance }: Report): FeatureImportance[] {
  return importance.filter(({ mean }) => isFigure(mean)).toSorted((a, b) => b.mean - a.mean);
}

export function titleOf(name: string, { features }: Model): string {
  const feature: Feature | undefined = features[name];
  return feature?.title ?? name;
}

/** More names than these are no sentence. */
const NAMED = 5;

/** Which features carry the predictions, in a sentence. @returns undefined when nothing was measured */
export function wordsOfImportance(report: Report, model: Model): string | undefined {
  const ranked = rankedFeatures(report);
  if (ranked.length === 0) return undefined;
  const total = ranked.reduce((sum, { mean }) => sum + Math.max(0, mean), 0);
  if (total === 0) return 'No feature made a difference to the test rows.';
  let carried = 0;
  const dominant = ranked.filter(({ mean }) => {
    const isNeeded = carried < total / 2;
    if (isNeeded) carried += mean;
    return isNeeded;
  });
  const part = `${shareOf(carried, total)} of the importance`;
  if (dominant.length > NAMED) return `${part} is spread over ${dominant.length} of ${ranked.length} features.`;
  const names = dominant.map(({ feature }) => titleOf(feature, model));
  return `${listed(names)} ${names.length === 1 ? 'carries' : 'carry'} ${part}: a wrong value there is likely to give a wrong answer.`;
}
