/** A report as Markdown, as GitHub shows it. Its figures are files beside it. */

import type { Model } from '../models/model';
import type { Block, Cell, Column, ReportDocument, Table } from './document';
import type { Report } from './report';
import { documentOf } from './sections';

/** The same report gives the same bytes. It refers to `calibration.svg` and `importance.svg` in its folder. */
export function reportMarkdown(report: Report, model: Model): string {
  const { title, subtitle, warning, sections }: ReportDocument = documentOf(report, model);
  const parts = [
    `# ${escaped(title)}`,
    escaped(subtitle),
    ...(warning === undefined ? [] : [`> [!WARNING]\n> ${escaped(warning)}`]),
    ...sections.flatMap((section) => [`## ${escaped(section.title)}`, ...section.blocks.map(blockOf)]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function blockOf(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return escaped(block.text);
    case 'list':
      return block.items.map((item) => `- ${escaped(item)}`).join('\n');
    case 'table':
      return tableOf(block);
    case 'figure':
      return `![${escaped(block.title)}](${block.file})\n\n${escaped(block.caption)}`;
  }
}

function tableOf({ columns, rows }: Table): string {
  const head = columns.map((column) => escaped(titleOf(column)));
  const rule = columns.map((column) => (typeof column === 'string' ? '---' : '---:'));
  return [head, rule, ...rows.map((row) => row.map(cellOf))].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function titleOf(column: Column): string {
  return typeof column === 'string' ? column : column.numeric;
}

function cellOf(cell: Cell): string {
  return typeof cell === 'string' ? escaped(cell) : `**${escaped(cell.strong)}**`;
}

/** What Markdown, HTML or a formula would take as theirs. An underscore within a word means nothing. */
function escaped(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*[\]|~$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');
}
