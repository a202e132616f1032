import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { inject, it, expect } from 'vitest';
import { HeardClient } from '../../src/entities/beside/HeardClient.js';
import { atEnd } from '../support/atEnd.js';

/** A way to the real PostgreSQL that tells how often something came along it. */
async function counted(): Promise<{ readonly url: string; readonly came: () => number }> {
  const to = new URL(inject('postgresUrl'));
  let count = 0;
  const server = net.createServer((from) => {
    const behind = net.connect(Number(to.port), to.hostname);
    from.on('data', () => (count += 1));
    from.pipe(behind).pipe(from);
    for (const each of [from, behind]) each.on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  atEnd(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { url: `${to.protocol}//${to.username}:${to.password}@127.0.0.1:${port}/postgres`, came: () => count };
}

it('sends together what it is asked in one turn, and each is answered', async () => {
  const { url, came } = await counted();
  const config = { connectionString: url, pipeline: true };
  const client = new HeardClient(config);
  await client.connect();
  atEnd(() => client.end());
  const before = came();
  const asked = Array.from({ length: 20 }, (_, index) => client.query('SELECT $1::integer AS "n"', [index]));
  const answers = await Promise.all(asked);
  expect(answers.map(({ rows }) => (rows as { n: number }[])[0]?.n)).toEqual(Array.from({ length: 20 }, (_, n) => n));
  expect(came() - before).toBe(1);
  const alone = await client.query('SELECT 1 AS "n"');
  expect([alone.rows, came() - before]).toEqual([[{ n: 1 }], 2]);
});
