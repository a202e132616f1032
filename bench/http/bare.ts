import { serve } from './serve.js';

/** `node:http` alone: reads the request, and gives an answer that was made before. Its argument is the answer. */
const body = Buffer.from(`${process.argv[2]}\n`);
serve((request, response) => {
  request.on('data', () => undefined);
  request.on('end', () => {
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length });
    response.end(body);
  });
});
