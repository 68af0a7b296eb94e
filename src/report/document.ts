/** A report as titles, tables, lists and figures: what it says, before a form such as HTML is chosen. */

import type { Markup } from '../web/markup';

/** The title of a column; one of numbers stands to the right. */
export type Column = string | { readonly numeric: string };

/** A strong cell is the one to look at. */
export type Cell = string | { readonly strong: string };

export interface Table {
  readonly kind: 'table';
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface Figure {
  readonly kind: 'figure';
  readonly title: string;
  /** The file beside the report that holds it. */
  readonly file: string;
  readonly svg: Markup;
  readonly caption: string;
}

export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | Table
  | Figure;

export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export interface ReportDocument {
  readonly title: string;
  /** Which model and version, on one line. */
  readonly subtitle: string;
  /** Stands before everything else. @default - none */
  readonly warning?: string;
  readonly sections: readonly Section[];
}

export function paragraph(text: string): Block {
  return { kind: 'paragraph', text };
}

export function table(columns: readonly Column[], rows: readonly (readonly Cell[])[]): Block {
  return { kind: 'table', columns, rows };
}
