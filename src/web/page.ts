/** The browser page of a model: its form, the place for the answer, and the files that these need. */

import { routes } from '../contract/routes';
import type { Model } from '../models/model';
import type { Feature, ValueTarget } from '../models/features';
import { script } from './client';
import { field } from './field';
import { markup, type Markup } from './markup';
import { style } from './style';

export interface Page {
  /** Served at `routes.ui`. */
  readonly html: string;
  /** Served at `routes.uiScript`. */
  readonly script: string;
  /** Served at `routes.uiStyle`. */
  readonly style: string;
}

/** The page of one model; the same declaration gives the same bytes. It runs under a policy without inline code. */
export function page(model: Model): Page {
  return { html: document(model).html, script, style };
}

function document({ name, title, features, context = {}, example, target }: Model): Markup {
  const fields = Object.entries<Feature>(features).map(([key, feature]) => field(key, feature, example[key] ?? ''));
  const contextFields = Object.entries(context).map(([key, { title, maxLength }]) =>
    field(key, { kind: 'label', title, maxLength, optional: true }, ''),
  );
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${routes.uiStyle}">
<script src="${routes.uiScript}" defer></script>
</head>
<body>
<header>
<p>${name}</p>
<h1>${title}</h1>
</header>
<main>
<noscript><p>This page asks the model by script, which is switched off in this browser.</p></noscript>
<form action="${routes.predict}" method="post" autocomplete="off" novalidate>
<fieldset>
<legend>Input</legend>
${fields}
${contextFields}
</fieldset>
<button>Predict</button>
</form>
<div role="alert" id="problem"></div>
<div role="status">
<section id="answer">
<h2>Answer</h2>
<p id="prediction">No answer yet</p>
${target.kind === 'class' ? markup`<dl>\n${target.classes.map(share)}\n</dl>` : unitOf(target)}
<p id="origin" hidden>Trained on made-up rows: no basis for a decision.</p>
<p id="unknown" hidden></p>
<p id="version"></p>
</section>
</div>
</main>
<footer><code>POST ${routes.predict}</code> gives the same answer to a program: <a href="${routes.docs}">documentation</a></footer>
</body>
</html>
`;
}

/** What the number is. */
function unitOf({ title, unit }: ValueTarget): Markup {
  return markup`<p class="target">${unit === undefined ? title : `${title} in ${unit}`}</p>`;
}

/** The probability of one class, as a bar and in digits. */
function share(name: string): Markup {
  return markup`<div data-class="${name}">
<dt>${name}</dt>
<dd><span class="bar"><span></span></span><span class="percent">–</span></dd>
</div>`;
}
