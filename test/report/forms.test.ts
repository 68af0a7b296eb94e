import { DOMParser } from '@xmldom/xmldom';
import { reportHtml } from '../../src/report/html';
import { reportMarkdown } from '../../src/report/markdown';
import type { Model } from '../../src/models/model';
import { species } from './examples';

const hostile: Model = {
  ...species.model,
  features: {
    ...species.model.features,
    petal_width: { kind: 'number', title: '<script>alert("x")</script> & | *wide*\n_', unit: '<b>', min: 0, max: 1 },
  },
};

describe('the page', () => {
  const page = reportHtml(species.report, hostile);

  test('escapes what features, units and figures are called', () => {
    expect(page).toContain('<td>&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; | *wide*\n_</td>');
    expect(page).toContain('<td>&lt;b&gt;</td>');
    expect(page).not.toMatch(/<script|<b>/);
  });

  test('needs no other file and runs nothing', () => {
    expect(page).not.toMatch(/<script|<img|\son\w+=|@import|url\(/);
    const addresses = Array.from(page.matchAll(/(?:href|src|xmlns)="([^"]*)"/g), ([, address]) => address);
    expect([...new Set(addresses)]).toEqual(['data:,', 'http://www.w3.org/2000/svg']);
  });

  test('closes every element that it opens', () => {
    const body = /<body>[^]*<\/body>/.exec(page)![0];
    const faults: string[] = [];
    new DOMParser({ onError: (_level, message) => faults.push(message) }).parseFromString(
      body,
      'application/xhtml+xml',
    );
    expect(faults).toEqual([]);
  });

  test('has colours for a dark screen and rules for paper', () => {
    expect(page).toContain('@media screen and (prefers-color-scheme:dark)');
    expect(page).toContain('@media print');
  });
});

describe('the Markdown', () => {
  const text = reportMarkdown(species.report, hostile);

  test('keeps a title with bars, stars, tags and line breaks in its cell', () => {
    expect(text).toContain(
      '| &lt;script>alert("x")&lt;/script> &amp; \\| \\*wide\\* \\_ | petal_width | 0 to 1 | &lt;b> |',
    );
  });
});

test('the same report gives the same bytes', () => {
  const copy = structuredClone(species.report);
  expect(reportHtml(copy, species.model)).toBe(reportHtml(species.report, species.model));
  expect(reportMarkdown(copy, species.model)).toBe(reportMarkdown(species.report, species.model));
});
