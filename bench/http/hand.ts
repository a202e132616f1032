import { describeByHand, openDriver, pageByHand } from '../stores/handwritten.js';
import type { Question } from './questions.js';
import { bodyOf, serve } from './serve.js';

/** `node:http` and SQL written by hand for the two questions, over the bare driver. Its argument is the store. */
const driver = openDriver(process.argv[2] ?? '');
const fqnOf = (cursor: unknown): string => {
  if (typeof cursor !== 'string') return '';
  return String((JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[])[0]);
};
serve((request, response) => {
  void (async () => {
    const { variables } = await bodyOf<Question>(request);
    const data =
      'fqn' in variables
        ? await describeByHand(driver, String(variables['fqn']))
        : await pageByHand(driver, fqnOf(variables['after']));
    const body = Buffer.from(`${JSON.stringify({ data })}\n`);
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length });
    response.end(body);
  })();
});
