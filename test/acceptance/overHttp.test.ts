import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Audit, serverAudits } from 'graphql-http';
import { beforeAll, describe, expect, it } from 'vitest';
import { root, startTestServer, type TestServer } from '../support/server.js';

const audits: readonly Audit[] = serverAudits({ url: () => `${server.url}/graphql`, fetchFn: fetch });
const named = (word: string): (readonly [string, string, Audit])[] =>
  audits.filter(({ name }) => name.startsWith(word)).map((each) => [each.id, each.name, each]);

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ acme: true, lasting: true });
});

async function reasonOf(audit: Audit): Promise<string | null> {
  const result = await audit.fn();
  if (result.status === 'ok') return null;
  await result.response.body?.cancel();
  return result.reason;
}

describe('GraphQL over HTTP, by the audits of graphql-http', () => {
  it.each([...named('MUST'), ...named('SHOULD')])('%s: %s', async (_id, _name, audit) => {
    expect(await reasonOf(audit)).toBeNull();
  });

  it('does of what it may do all but what docs/http.md names', async () => {
    const page = readFileSync(path.join(root, 'docs/http.md'), 'utf8');
    const left: string[] = [];
    for (const [id, name, audit] of named('MAY')) if (await reasonOf(audit)) left.push(`| ${id} | ${name} |`);
    expect([...page.matchAll(/^\| [0-9A-Z]{4} \|.*$/gm)].map(([line]) => line)).toEqual(left);
  });

  it('asks of each audit there is, and of no fewer than when this was written', () => {
    const words = ['MUST', 'SHOULD', 'MAY'].map((word) => named(word).length);
    expect(words.reduce((sum, each) => sum + each, 0)).toBe(audits.length);
    expect(audits.length).toBeGreaterThanOrEqual(61);
  });
});
