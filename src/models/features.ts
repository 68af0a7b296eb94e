/** What a model takes and gives: typed descriptions of one input field, and of the target. */

interface Described {
  /** What a person calls it; the label of its form field. */
  readonly title: string;
  /** A second name under which clients may send it. */
  readonly alias?: string;
  /** Whether it may be null or left out. @default false */
  readonly optional?: boolean;
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
  /**
   * What an unknown value counts as. Values are then compared without regard to case, spaces and punctuation:
   * `For sale` is `for_sale`. @default - an unknown value is refused
   */
  readonly unknown?: NoInfer<Value>;
}

/**
 * A category whose values are too many to declare, such as a city: the training rows list them. Numbers are taken as
 * their digits; case, spaces and punctuation make no difference; a value never seen in training counts as unknown.
 */
export interface LabelFeature extends Described {
  readonly kind: 'label';
  /** Of a code that may have lost its leading zeros, or have got a `.0`, on its way. @default - as many as it has */
  readonly digits?: number;
  /** Characters at most. */
  readonly maxLength: number;
}

/** A day, as `2022-03-15`. */
export interface DateFeature extends Described {
  readonly kind: 'date';
  /** First and last day accepted. */
  readonly min: string;
  readonly max: string;
}

export interface TextFeature extends Described {
  readonly kind: 'text';
  /** Characters at most. */
  readonly maxLength: number;
}

export type Feature = NumberFeature | CategoryFeature | LabelFeature | DateFeature | TextFeature;
export type Features = Readonly<Record<string, Feature>>;

/** What a client sends for a feature. */
export type ValueOf<F extends Feature> = GivenOf<F> | (F['optional'] extends false | undefined ? never : null);

type GivenOf<F extends Feature> = F extends NumberFeature
  ? number
  : F extends CategoryFeature<infer Value>
    ? Value
    : F extends LabelFeature
      ? string | number
      : string;

/** The target of a classifier: one of two or more classes, in the order of their index. */
export interface ClassTarget<Class extends string = string> {
  readonly kind: 'class';
  /** The column of the source that holds it. */
  readonly column: string;
  readonly classes: readonly Class[];
}

/** The target of a regression. */
export interface ValueTarget {
  readonly kind: 'value';
  /** The column of the source that holds it. */
  readonly column: string;
  readonly title: string;
  readonly unit?: string;
  /** Smallest and largest value of a training row. */
  readonly min: number;
  readonly max: number;
  /** Predictions above it are counted: a laugh, a luxury. @default - none is */
  readonly threshold?: number;
}

export type Target = ClassTarget | ValueTarget;

/** May be missing, or not: the type of a row tells them apart. */
interface Optional {
  readonly optional: true;
}
interface Needed {
  readonly optional?: false;
}

/** What a declaration writes of a feature. */
type Given<F extends Feature> = Omit<F, 'kind' | 'optional'>;

export function number(feature: Given<NumberFeature> & Optional): NumberFeature & Optional;
export function number(feature: Given<NumberFeature>): NumberFeature & Needed;
export function number(feature: Given<NumberFeature>): NumberFeature {
  return { ...feature, kind: 'number' };
}

export function category<const Value extends string>(
  feature: Given<CategoryFeature<Value>> & Optional,
): CategoryFeature<Value> & Optional;
export function category<const Value extends string>(
  feature: Given<CategoryFeature<Value>>,
): CategoryFeature<Value> & Needed;
export function category(feature: Given<CategoryFeature>): CategoryFeature {
  return { ...feature, kind: 'category' };
}

export function label(feature: Given<LabelFeature> & Optional): LabelFeature & Optional;
export function label(feature: Given<LabelFeature>): LabelFeature & Needed;
export function label(feature: Given<LabelFeature>): LabelFeature {
  return { ...feature, kind: 'label' };
}

export function date(feature: Given<DateFeature> & Optional): DateFeature & Optional;
export function date(feature: Given<DateFeature>): DateFeature & Needed;
export function date(feature: Given<DateFeature>): DateFeature {
  return { ...feature, kind: 'date' };
}

export function text(feature: Given<TextFeature> & Optional): TextFeature & Optional;
export function text(feature: Given<TextFeature>): TextFeature & Needed;
export function text(feature: Given<TextFeature>): TextFeature {
  return { ...feature, kind: 'text' };
}

export function classOf<const Class extends string>(column: string, classes: readonly Class[]): ClassTarget<Class> {
  return { kind: 'class', column, classes };
}

export function valueOf(column: string, target: Omit<ValueTarget, 'kind' | 'column'>): ValueTarget {
  return { kind: 'value', column, ...target };
}
