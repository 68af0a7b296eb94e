/** `npm start`: train, synthesize and serve, and say what to open. */

import { synthesizeToFiles } from '../main';
import { routes } from '../contract/routes';
import { keyOf } from '../models/model';
import { readConfig } from '../service/config';
import { runService } from '../service/main';
import { trainToFiles } from '../service/train';

export async function start(): Promise<void> {
  const config = readConfig({ LOG_LEVEL: 'warn', ...process.env });
  const say = (lines: readonly string[]): void => lines.forEach((line) => console.log(line));
  say(await trainToFiles([keyOf(config.model)]));
  say(synthesizeToFiles());
  const port = await runService(config);
  const address = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
  say([
    '',
    `${config.model.title} serves. Open`,
    `  ${address}${routes.ui}             the form`,
    `  ${address}${routes.docs}           the API, to try`,
    `  ${address}${routes.metrics}        what Prometheus reads`,
    'or ask it:',
    `  curl -s ${address}${routes.predict} -H 'content-type: application/json' -d '${JSON.stringify(config.model.example)}'`,
    'Stop it with Ctrl-C.',
  ]);
}
