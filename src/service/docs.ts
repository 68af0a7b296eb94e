/** The documentation page: Swagger UI from its package, fed with this service's own description. */

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { routes } from '../contract/routes';

/** @param title plain text of the declaration */
export function docsPage(title: string): string {
  const name = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${name}: API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${routes.swaggerStyle}">
</head>
<body>
<div id="docs"></div>
<script src="${routes.swaggerScript}"></script>
<script src="${routes.docsScript}"></script>
</body>
</html>
`;
}

export const docsScript = `SwaggerUIBundle({ url: ${JSON.stringify(routes.openapi)}, dom_id: '#docs', validatorUrl: null });\n`;

/** A file of the package, which lies beside the bundle in an image and in node_modules elsewhere. */
export function swaggerFile(name: 'swagger-ui.css' | 'swagger-ui-bundle.js'): string {
  return readFileSync(join(dirname(require.resolve('swagger-ui-dist/package.json')), name), 'utf8');
}
