/** A report as one page that needs nothing else: no script, no other file. */

import type { Model } from '../models/model';
import { markup, Markup } from '../web/markup';
import type { Block, Cell, Column, Section, Table } from './document';
import type { Report } from './report';
import { documentOf } from './sections';
import { style } from './style';

/** The same report gives the same bytes. */
export function reportHtml(report: Report, model: Model): string {
  const { title, subtitle, warning, sections } = documentOf(report, model);
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}: ${subtitle}</title>
<link rel="icon" href="data:,">
<style>
${new Markup(style)}
</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p>${subtitle}</p>
</header>
${warning === undefined ? '' : markup`<p class="warning" role="note">${warning}</p>`}
<main>
${sections.map(sectionOf)}
</main>
</body>
</html>
`.html;
}

function sectionOf({ title, blocks }: Section): Markup {
  return markup`<section>
<h2>${title}</h2>
${blocks.map(blockOf)}
</section>`;
}

function blockOf(block: Block): Markup {
  switch (block.kind) {
    case 'paragraph':
      return markup`<p>${block.text}</p>`;
    case 'list':
      return markup`<ul>
${block.items.map((item) => markup`<li>${item}</li>`)}
</ul>`;
    case 'table':
      return tableOf(block);
    case 'figure':
      return markup`<figure>
${block.svg}<figcaption>${block.caption}</figcaption>
</figure>`;
  }
}

/** A wide table scrolls by itself, by keys too. */
function tableOf({ columns, rows }: Table): Markup {
  return markup`<div class="table" tabindex="0">
<table>
<thead><tr>${columns.map((column) => markup`<th scope="col"${alignment(column)}>${typeof column === 'string' ? column : column.numeric}</th>`)}</tr></thead>
<tbody>
${rows.map((row) => markup`<tr>${row.map((cell, i) => cellOf(cell, columns[i]!))}</tr>`)}
</tbody>
</table>
</div>`;
}

function cellOf(cell: Cell, column: Column): Markup {
  const content = typeof cell === 'string' ? cell : markup`<strong>${cell.strong}</strong>`;
  return markup`<td${alignment(column)}>${content}</td>`;
}

function alignment(column: Column): Markup | '' {
  return typeof column === 'string' ? '' : markup` class="numeric"`;
}
