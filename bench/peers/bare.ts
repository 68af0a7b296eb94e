/** What people write when they need no framework: node:http, JSON in, a constant of Canopy's shape and size out. */

import { createServer } from 'node:http';

const answer = {
  prediction: 'setosa',
  index: 0,
  probabilities: { setosa: 1, versicolor: 0, virginica: 0 },
  model: { name: 'iris', version: '0123456789ab', alias: 'champion' },
};

createServer((request, response) => {
  let text = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => (text += chunk));
  request.on('end', () => {
    JSON.parse(text);
    const body = JSON.stringify(answer);
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) });
    response.end(body);
  });
}).listen(Number(process.env.PORT), '127.0.0.1');
