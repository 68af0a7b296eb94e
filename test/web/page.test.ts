import { Script } from 'node:vm';
import { csv, defineModel } from '../../src/models/define-model';
import { category, classOf, date, label, number, text, valueOf } from '../../src/models/features';
import { iris } from '../../src/models/iris';
import { tfIdf } from '../../src/models/steps';
import { page } from '../../src/web/page';

const stay = defineModel({
  name: 'stay',
  title: 'Length of <script>alert("stay")</script> & more',
  features: {
    days: number({ title: 'Days in hospital', unit: 'd', min: 1, max: 14, integer: true }),
    ward: category({ title: 'Ward', values: ['general', 'R&D "east"', '<b>'] }),
    notes: text({ title: 'Notes', maxLength: 200 }),
    town: label({ title: 'Town', maxLength: 20 }),
    admitted: date({ title: 'Admitted', min: '1990-01-01', max: '2030-12-31', optional: true }),
    payer: category({ title: 'Payer', values: ['state', 'other'], unknown: 'other', optional: true }),
  },
  example: {
    town: 'york',
    admitted: null,
    payer: null,
    days: 3,
    ward: 'R&D "east"',
    notes: '\nAwake </textarea><script>',
  },
  target: classOf('outcome', ['home', '<i>care</i>']),
  source: csv('data/stay.csv'),
  estimator: 'forest',
  prepare: { notes: tfIdf({ language: 'en', ngrams: [1, 1], maxTerms: 10 }) },
  selection: { metric: 'accuracy', floor: 0.6 },
});

const { html, script, style } = page(stay);

describe('a field', () => {
  test('of a number has its bounds, a step that suits them, its unit and the example', () => {
    expect(page(iris).html).toContain(
      '<label for="input-petal_width">Petal width</label>\n' +
        '<div class="control"><input type="number" id="input-petal_width" name="petal_width"' +
        ' aria-describedby="note-petal_width" aria-invalid="false" min="0" max="10" step="0.1" value="0.2">' +
        '<label class="unit" for="input-petal_width">cm</label></div>\n' +
        '<p class="note" id="note-petal_width">From 0 to 10</p>',
    );
  });

  test('of a whole number steps by one', () => {
    expect(html).toMatch(/name="days"[^>]* min="1" max="14" step="1" value="3">/);
    expect(html).toContain('Whole number from 1 to 14');
  });

  test('of a category offers every value and starts with the example', () => {
    expect(html).toContain('<select id="input-ward" name="ward"');
    expect(html.match(/<option value="[^"]*"(?: selected)?>/g)).toEqual([
      '<option value="general">',
      '<option value="R&amp;D &quot;east&quot;" selected>',
      '<option value="&lt;b&gt;">',
      '<option value="" selected>',
      '<option value="state">',
      '<option value="other">',
    ]);
  });

  test('of a text is as long as the text may be and keeps the line breaks of the example', () => {
    expect(html).toMatch(/<textarea [^>]*name="notes"[^>]* maxlength="200"[^>]*>\n\nAwake &lt;\/textarea&gt;/);
  });

  test('of a day is picked from a calendar, and says when it may be empty', () => {
    expect(html).toMatch(/<input type="date" [^>]*name="admitted"[^>]* min="1990-01-01" max="2030-12-31" value="">/);
    expect(html).toContain('From 1990-01-01 to 2030-12-31; may be empty');
  });

  test('of a label takes any word', () => {
    expect(html).toMatch(/<input type="text" [^>]*name="town"[^>]* maxlength="20" value="york">/);
  });

  test('comes in the order of the declaration', () => {
    const names = Array.from(html.matchAll(/ name="(\w+)" aria-describedby/g), ([, name]) => name);
    expect(names).toEqual(['days', 'ward', 'notes', 'town', 'admitted', 'payer']);
  });
});

describe('the page', () => {
  test('shows a bar for every class', () => {
    expect(Array.from(page(iris).html.matchAll(/data-class="(\w+)"/g), ([, name]) => name)).toEqual(
      iris.target.classes,
    );
  });

  test('escapes whatever the declaration says', () => {
    expect(html).toContain('<h1>Length of &lt;script&gt;alert(&quot;stay&quot;)&lt;/script&gt; &amp; more</h1>');
    expect(html).toContain('<dt>&lt;i&gt;care&lt;/i&gt;</dt>');
    expect(html).not.toMatch(/<[bi]>|<script>/);
  });

  test('holds no inline script or style and loads nothing from elsewhere, as its policy demands', () => {
    const tags = (html.match(/<[a-z][^>]*>/g) ?? []).filter((tag) => tag !== '<link rel="icon" href="data:,">');
    expect(tags.filter((tag) => /^<style|\s(style|on\w+)=|javascript:|data:|\/\//.test(tag))).toEqual([]);
    expect(tags.filter((tag) => tag.startsWith('<script'))).toEqual(['<script src="/ui/page.js" defer>']);
    expect(html).toContain('</script>\n</head>');
    expect(style).not.toMatch(/url\(|@import/);
  });

  test('asks the prediction route and leaves every check to the service', () => {
    expect(html).toMatch(/<form action="\/predict" method="post" [^>]*novalidate>/);
  });

  test('has every element that its script looks for', () => {
    expect(() => new Script(script)).not.toThrow();
    const ids = Array.from(script.matchAll(/getElementById\('(\w+)'\)/g), ([, id]) => id);
    expect(ids).toContain('answer');
    expect(ids.filter((id) => !html.includes(`id="${id}"`))).toEqual([]);
  });

  test('is the same for the same declaration', () => {
    expect(page(stay)).toEqual({ html, script, style });
  });
});

test('a page of a value says its unit, and has a field for who asks', () => {
  const house = defineModel({
    ...{ name: 'house', title: 'House', features: { size: number({ title: 'Size', min: 0, max: 9 }) } },
    ...{ example: { size: 1 }, source: csv('x.csv'), estimator: 'forest', selection: { metric: 'mae', floor: 1 } },
    target: valueOf('price', { title: 'Price', unit: 'USD', min: 0, max: 9 }),
    context: { broker: { title: 'Broker', maxLength: 30 } },
  });
  const { html } = page(house);
  expect(html).toContain('<p class="target">Price in USD</p>');
  expect(html).not.toContain('<dl>');
  expect(html).toMatch(/<input type="text" [^>]*name="broker"[^>]* maxlength="30" value="">/);
});
