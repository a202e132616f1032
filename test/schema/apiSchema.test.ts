import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildClientSchema, buildSchema, getIntrospectionQuery, lexicographicSortSchema, printSchema } from 'graphql';
import type { IntrospectionQuery } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { breaksOf } from '../../scripts/schemaCheck.js';
import { root, startTestServer, type TestServer } from '../support/server.js';

const committed = readFileSync(path.join(root, 'schema.api.graphql'), 'utf8');

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ lasting: true });
});

describe('the API that clients see', () => {
  it('is a file, and at /schema.graphql?api, which tools read that know nothing of Federation', async () => {
    expect(await (await fetch(`${server.url}/schema.graphql?api`)).text()).toBe(committed);
    expect(`${printSchema(buildSchema(committed))}\n`).toBe(committed);
    expect(committed).not.toMatch(/@key|@link|@shareable|_Any|_Entity|_service|_entities/);
  });

  it('is what introspection shows, through either door', async () => {
    for (const accept of ['application/json', 'application/graphql-response+json;q=0.5, text/html;q=0.1']) {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept },
        body: JSON.stringify({ query: getIntrospectionQuery({ specifiedByUrl: true, inputValueDeprecation: true }) }),
      });
      const { data } = (await response.json()) as { data: IntrospectionQuery };
      expect(`${printSchema(lexicographicSortSchema(buildClientSchema(data)))}\n`, accept).toBe(committed);
    }
  });

  it('has no type of Federation by name either; the gateway gets the subgraph', async () => {
    const { data } = await server.ask(
      '{ any: __type(name: "_Any") { name } product: __type(name: "DataProduct") { name } _service { sdl } }',
    );
    expect(data).toMatchObject({
      any: null,
      product: { name: 'DataProduct' },
      _service: { sdl: expect.stringContaining('@key(fields: "fqn")') as string },
    });
  });
});

describe('npm run schema:check', () => {
  const released = 'type Query { a(first: Int): Int, b: String, c: E } enum E { X Y }';

  it('refuses what breaks clients of the last release, each in a line', () => {
    const current = 'type Query { a(first: Int!): Int, b: Int, c: E } enum E { X }';
    expect(breaksOf(released, current).sort()).toEqual([
      'Query.a arg first has changed type from Int to Int!.',
      'Query.b changed type from String to Int.',
      'Y was removed from enum type E.',
    ]);
  });

  it('lets pass what is added, or deprecated', () => {
    const current =
      'type Query { a(first: Int, last: Int): Int, b: String @deprecated(reason: "a"), c: E } enum E { X Y Z }';
    expect(breaksOf(released, current)).toEqual([]);
  });

  it('has the API of the last release to compare with, which the one of today does not break', () => {
    expect(breaksOf(readFileSync(path.join(root, 'schema.released.graphql'), 'utf8'), committed)).toEqual([]);
  });
});
