/** The documentation page: Swagger UI from its package, fed with this service's own description. */

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
<link rel="stylesheet" href="${routes.docsAssets}/swagger-ui.css">
</head>
<body>
<div id="docs"></div>
<script src="${routes.docsAssets}/swagger-ui-bundle.js"></script>
<script src="${routes.docsScript}"></script>
</body>
</html>
`;
}

export const docsScript = `SwaggerUIBundle({ url: ${JSON.stringify(routes.openapi)}, dom_id: '#docs', validatorUrl: null });\n`;
