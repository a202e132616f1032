import { EVERYBODY } from '../../src/actions/guard/Caller.js';
import { guardActions } from '../../src/actions/guard/guardActions.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/entities/sql.js';
import { encodeGlobalId, NODE_TYPES } from '../../src/schema/globalId.js';
import { databases } from '../support/databases.js';
import { Graph } from './graph.js';

const ENTITIES = /* GraphQL */ `
  query ($representations: [_Any!]!) {
    _entities(representations: $representations) {
      __typename
      ... on DataProduct {
        id
        fqn
        version
      }
      ... on Domain {
        id
        name
      }
      ... on OutputPort {
        id
        fqn
        table
      }
      ... on DataContract {
        id
        name
      }
      ... on LayerNamespace {
        id
        path
      }
    }
  }
`;

const KEYS: Readonly<Record<string, readonly [field: string, key: string]>> = {
  DataProduct: ['fqn', 'sales.customer-360'],
  Domain: ['name', 'sales'],
  OutputPort: ['fqn', 'sales.customer-360.customers'],
  DataContract: ['name', 'sales-to-finance-customers'],
  LayerNamespace: ['path', 'sales.gold'],
};

describe.each(databases)('objects by their keys on %s', (dialect) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await Graph.of(dialect);
  });
  afterAll(() => graph.close());

  it('have one global id, by which they are found again, whatever their type', async () => {
    await guardActions(graph.kit, EVERYBODY).createToken({ name: 'ci', scopes: ['read'] });
    await graph.db.transaction((tx) =>
      tx.run(sql`INSERT INTO access_requests (port_id, grantee, grantee_kind, purpose, status, at)
        SELECT o.id, 'risk', 'domain', 'To see.', 'open', '2026-01-15T12:00:00.000Z' FROM output_ports o LIMIT 1`),
    );
    await graph.db.transaction((tx) =>
      tx.run(sql`INSERT INTO runs (product_id, key, status, started_at)
        SELECT MIN(p.id), 'x', 'running', '2026-01-15T12:00:00.000Z' FROM products p`),
    );
    await graph.db.transaction((tx) =>
      tx.run(sql`INSERT INTO webhooks (url, format, enabled, created_at, principal, secret, position)
        VALUES ('https://hooks.example.com/floe', 'cloudevents', 0, '2026-01-15T12:00:00.000Z', '{}', 'sealed', 0)`),
    );
    const ids = await graph.ask<Record<string, unknown>>(/* GraphQL */ `
      {
        product(fqn: "sales.customer-360") {
          id
          outputPorts {
            id
            contracts {
              nodes {
                id
                versions {
                  nodes {
                    id
                  }
                }
                changes {
                  nodes {
                    id
                  }
                }
              }
            }
          }
          inputPorts {
            id
          }
          models {
            nodes {
              id
            }
          }
          versions {
            nodes {
              id
            }
          }
          latestCompilation {
            id
          }
          domain {
            id
            manifest {
              id
            }
          }
        }
        accessRequests {
          nodes {
            id
          }
        }
        runs {
          nodes {
            id
          }
        }
        tokens {
          nodes {
            id
          }
        }
        auditEvents {
          nodes {
            id
          }
        }
        terms {
          nodes {
            id
          }
        }
        webhooks {
          nodes {
            id
          }
        }
        namespace(path: "sales.gold") {
          id
          tables {
            nodes {
              id
            }
          }
        }
      }
    `);
    const all = [...JSON.stringify(ids).matchAll(/"id":"([\w-]+)"/g)].map(([, id = '']) => id);
    const { nodes } = await graph.ask<{ nodes: { id: string; __typename: string }[] }>(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }',
      { ids: all },
    );
    expect(nodes.map((node) => node.id)).toEqual(all);
    expect([...new Set(nodes.map((node) => node.__typename))].sort()).toEqual(
      NODE_TYPES.filter((type) => type !== 'SlaBreach' && type !== 'Announcement'),
    );
  });

  it('are null where there is none, and whatever text stands for the id', async () => {
    const ids = [
      '',
      'x',
      '💥',
      encodeGlobalId('DataProduct', 'sales.nothing'),
      encodeGlobalId('Compilation', '99999999999'),
      encodeGlobalId('SlaBreach', 'NaN'),
      encodeGlobalId('Manifest', '@'),
    ];
    const data = await graph.ask(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id } node(id: "x") { id } compilation(id: "x") { id } }',
      { ids },
    );
    expect(data).toEqual({ nodes: ids.map(() => null), node: null, compilation: null });
  });

  it('are found at most 500 at once', async () => {
    const ids = Array<string>(501).fill('x');
    expect(await graph.refusal('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('500') as string,
    });
  });

  it('are entities of the federation by name and by id', async () => {
    const representations = Object.entries(KEYS).flatMap(([__typename, [field, key]]) => [
      { __typename, [field]: key },
      { __typename, id: encodeGlobalId(__typename as 'Domain', key) },
    ]);
    const { _entities: found } = await graph.ask<{ _entities: Record<string, unknown>[] }>(ENTITIES, {
      representations,
    });
    expect(found).toHaveLength(10);
    found.forEach((entity, index) => {
      const [type = '', [field, key] = ['', '']] = Object.entries(KEYS)[Math.floor(index / 2)] ?? [];
      expect(entity).toMatchObject({ __typename: type, [field]: key, id: encodeGlobalId(type as 'Domain', key) });
    });
  });

  it('are null where a reference stands for nothing, or for another type', async () => {
    const representations = [
      { __typename: 'DataProduct', fqn: 'sales.nothing' },
      { __typename: 'DataProduct', id: encodeGlobalId('Domain', 'sales') },
      { __typename: 'DataProduct', fqn: 7 },
      { __typename: 'DataProduct' },
    ];
    expect(await graph.ask(ENTITIES, { representations })).toEqual({ _entities: [null, null, null, null] });
  });

  it.each([
    ['no object', 'sales.customer-360', 'A representation is no object'],
    ['a number', 7, 'A representation is no object'],
    ['a list', [{ __typename: 'DataProduct' }], 'A representation is no object'],
    ['without a type name', { fqn: 'sales.customer-360' }, 'A representation has no type name'],
    ['with null for a type name', { __typename: null }, 'A representation has no type name'],
    ['with a number for a type name', { __typename: 7 }, 'A representation has no type name'],
    ['of a type that nobody knows', { __typename: 'Team', email: 'a@b' }, '"Team" is no entity of this subgraph'],
    ['of a type that is no entity', { __typename: 'PageInfo' }, '"PageInfo" is no entity of this subgraph'],
    ['of an interface', { __typename: 'Node', id: 'x' }, '"Node" is no entity of this subgraph'],
  ])('fail alone: one that is %s; the others are answered', async (_what, wrong, words) => {
    const right = { __typename: 'Domain', name: 'sales' };
    const { data, errors } = await graph.result(ENTITIES, { representations: [right, wrong, right] });
    const sales = { __typename: 'Domain', name: 'sales', id: encodeGlobalId('Domain', 'sales') };
    expect(data).toEqual({ _entities: [sales, null, sales] });
    expect(errors?.map(({ path, message }) => [path, message])).toEqual([
      [['_entities', 1], expect.stringContaining(words)],
    ]);
  });

  it('are read in one statement a type, however many are referred to', async () => {
    const of = (fqns: string[]) => ({ representations: fqns.map((fqn) => ({ __typename: 'DataProduct', fqn })) });
    const one = await graph.counted(ENTITIES, of(['sales.customer-360']));
    const many = await graph.counted<{ _entities: unknown[] }>(
      ENTITIES,
      of(['sales.customer-360', 'sales.opportunity-pipeline', 'finance.revenue-metrics', 'sales.nothing']),
    );
    expect(many.data._entities.filter(Boolean)).toHaveLength(3);
    expect([one.statements, many.statements]).toEqual([1, 1]);
  });
});
