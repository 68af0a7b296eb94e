/** What a model takes and gives: typed descriptions of one input field, and of the target. */

interface Described {
  /** What a person calls it; the label of its form field. */
  readonly title: string;
  /** A second name under which clients may send it. */
  readonly alias?: string;
}

export interface NumberFeature extends Described {
  readonly kind: 'number';
  readonly unit?: string;
  /** Smallest value accepted. */
  readonly min: number;
  /** Largest value accepted. */
  readonly max: number;
  /** Whether only whole numbers are accepted. @default false */
  readonly integer?: boolean;
}

export interface CategoryFeature<Value extends string = string> extends Described {
  readonly kind: 'category';
  readonly values: readonly Value[];
  /** The value that an unknown one becomes. @default - an unknown value is refused */
  readonly unknown?: NoInfer<Value>;
}

export interface TextFeature extends Described {
  readonly kind: 'text';
  /** Characters at most. */
  readonly maxLength: number;
}

export type Feature = NumberFeature | CategoryFeature | TextFeature;
export type Features = Readonly<Record<string, Feature>>;

/** What a client sends for a feature. */
export type ValueOf<F extends Feature> = F extends NumberFeature
  ? number
  : F extends CategoryFeature<infer Value>
    ? Value
    : string;

/** The target of a classifier: one of two or more classes, in the order of their index. */
export interface ClassTarget<Class extends string = string> {
  readonly kind: 'class';
  /** The column of the source that holds it. */
  readonly column: string;
  readonly classes: readonly Class[];
}

export function number(feature: Omit<NumberFeature, 'kind'>): NumberFeature {
  return { kind: 'number', ...feature };
}

export function category<const Value extends string>(
  feature: Omit<CategoryFeature<Value>, 'kind'>,
): CategoryFeature<Value> {
  return { kind: 'category', ...feature };
}

export function text(feature: Omit<TextFeature, 'kind'>): TextFeature {
  return { kind: 'text', ...feature };
}

export function classOf<const Class extends string>(column: string, classes: readonly Class[]): ClassTarget<Class> {
  return { kind: 'class', column, classes };
}
