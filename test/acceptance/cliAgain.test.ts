import { createServer, connect, type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { sql } from '../../src/entities/sql.js';
import { atEnd } from '../support/atEnd.js';
import { ACME } from '../support/acme.js';
import { runFloe } from '../support/runFloe.js';
import { startTestServer } from '../support/server.js';
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '../support/temporaryFolder.js';

const OBSERVED = ['observe', 'sales.customer-360.customers', '--down', '--at', '2026-01-15T12:00:00.000Z'];

/** The address of a server by way of something that loses so many answers: the server has given them, and nobody gets them. */
async function losing(url: string, answers: number): Promise<{ readonly url: string; readonly lost: () => number }> {
  let lost = 0;
  const way = createServer((client) => {
    const server = connect(Number(new URL(url).port), '127.0.0.1');
    for (const socket of [client, server]) socket.on('error', () => undefined);
    client.pipe(server).on('close', () => client.destroy());
    client.on('close', () => server.destroy());
    server.on('data', (chunk) => {
      if (lost >= answers) return client.write(chunk);
      lost += 1;
      return client.destroy();
    });
  });
  await new Promise<void>((resolve) => way.listen(0, '127.0.0.1', resolve));
  atEnd(() => void way.close());
  return { url: `http://127.0.0.1:${(way.address() as AddressInfo).port}`, lost: () => lost };
}

/** sales.opportunity-pipeline in a folder of its own, in a version that is not published. */
async function nextVersion(): Promise<string> {
  const folder = await temporaryFolder();
  await cp(path.join(ACME, 'domains/sales/products/opportunity-pipeline'), folder, { recursive: true });
  const file = path.join(folder, 'data-product.yaml');
  await writeFile(file, (await readFile(file, 'utf8')).replace(/version: "\d+\.\d+\.\d+"/, 'version: "9.0.0"'));
  return folder;
}

describe('floe, whose answer is lost on the way', () => {
  it('asks again, and what it asked for is done once: a publication, an observation', async () => {
    const server = await startTestServer({ acme: true });
    const outcomes = async (): Promise<string[]> =>
      (await server.db.all<{ outcome: string }>(sql`SELECT outcome FROM audit_events ORDER BY id`)).map(
        (each) => each.outcome,
      );
    const folder = await nextVersion();

    const once = await losing(server.url, 1);
    const published = await runFloe(once.url, ['products', 'publish', folder]);
    expect(published).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Published sales.opportunity-pipeline 9.0.0'),
    });
    expect([once.lost(), await outcomes()]).toEqual([1, ['done', 'repeated']]);

    const twice = await losing(server.url, 2);
    expect((await runFloe(twice.url, OBSERVED)).code).toBe(0);
    expect(twice.lost()).toBe(2);
    expect(await server.db.all(sql`SELECT at FROM observations`)).toHaveLength(1);
    expect((await outcomes()).slice(2)).toEqual(['done', 'repeated', 'repeated']);
  });

  it('gives up where no answer ever comes, and says that it may have been done', async () => {
    const server = await startTestServer({ acme: true });
    const never = await losing(server.url, 99);
    const { code, stdout, stderr } = await runFloe(never.url, OBSERVED);
    expect([code, stdout, never.lost()]).toEqual([2, '', 4]);
    expect(stderr).toMatch(/^floe: the connection to \S+ was lost \(.+\): what was asked may have been done\.\n$/);
    expect(await server.db.all(sql`SELECT at FROM observations`)).toHaveLength(1);
  });
});
