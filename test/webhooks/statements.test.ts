import { describe, expect, it } from 'vitest';
import { ANONYMOUS } from '../../src/access/Principal.js';
import { insertWebhook, keepFound } from '../../src/entities/webhooks/webhooks.js';
import { Graph } from '../resolvers/graph.js';
import { atEnd } from '../support/atEnd.js';
import { databases } from '../support/databases.js';

const AT = '2026-01-15T12:00:00.000Z';
const LIST = `{ webhooks(first: 100) { totalCount nodes { url enabled backlog
  deliveries(first: 50) { totalCount nodes { cursor status attempts error } } } } }`;

interface Listed {
  readonly webhooks: { readonly nodes: readonly { readonly backlog: number }[] };
}

/** Webhooks of which each is to be told of as many events. */
async function keepWebhooks({ db }: Graph, count: number, deliveries: number): Promise<void> {
  await db.transaction(async (tx) => {
    for (let nth = 0; nth < count; nth += 1) {
      const { id } = await insertWebhook(tx, {
        url: `https://hooks.acme.com/${nth}`,
        events: null,
        filter: null,
        format: 'cloudevents',
        enabled: 1,
        disabledReason: null,
        createdAt: AT,
        createdBy: null,
        principal: ANONYMOUS,
        secret: 'sealed',
        previousSecret: null,
        previousUntil: null,
        position: 0,
      });
      const found = Array.from({ length: deliveries }, (_, seq) => ({ webhookId: id, seq: seq + 1, lane: 'x' }));
      await keepFound(tx, [{ id, from: 0, to: deliveries }], found, AT);
    }
  });
}

describe.each(databases)('the number of statements of webhooks on %s', (dialect) => {
  it('depends neither on how many there are nor on how much they are told', async () => {
    const graph = await Graph.open(dialect);
    atEnd(() => graph.close());
    await keepWebhooks(graph, 2, 1);
    const few = await graph.counted<Listed>(LIST);
    expect(few.data.webhooks.nodes.map(({ backlog }) => backlog)).toEqual([1, 1]);
    await keepWebhooks(graph, 40, 30);
    const many = await graph.counted<Listed>(LIST);
    expect(many.data.webhooks.nodes.map(({ backlog }) => backlog)).toEqual([1, 1, ...Array<number>(40).fill(30)]);
    // The page and its count, what waits, the deliveries and their count.
    expect([few.statements, many.statements]).toEqual([5, 5]);
  });
});
