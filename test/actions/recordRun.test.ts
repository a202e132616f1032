import { describe, expect, it } from 'vitest';
import { sql } from '../../src/entities/sql.js';
import { readCatalogEvents } from '../../src/entities/log/catalogEvents.js';
import { cloudEventOf } from '../../src/cloudEvents/cloudEvent.js';
import { slackMessage } from '../../src/webhooks/slack.js';
import { Graph } from '../resolvers/graph.js';
import { openAcmeDatabase } from '../support/acmeStore.js';
import { atEndOfFile } from '../support/atEnd.js';
import { databases } from '../support/databases.js';

const PRODUCT = 'sales.customer-360';
const RUN =
  'id runId status startedAt endedAt message externalUrl product { fqn } steps { name status startedAt endedAt message }';
const RECORD = `mutation ($input: RecordRunInput!) { recordRun(input: $input) {
  run { ${RUN} } userErrors { code path message } } }`;
const LIST = `query ($product: String, $after: Cursor, $first: Int) {
  runs(product: $product, first: $first, after: $after) { nodes { ${RUN} } totalCount pageInfo { endCursor } } }`;

interface Run {
  readonly id: string;
  readonly runId: string;
}

interface Payload {
  readonly run: Run | null;
  readonly userErrors: readonly { readonly code: string; readonly path: string[]; readonly message: string }[];
}

/** 2026-01-15, when the tests are asked. */
const at = (time: string): string => `2026-01-15T${time}.000Z`;

const permutations = <T>(items: readonly T[]): T[][] =>
  items.length < 2
    ? [[...items]]
    : items.flatMap((item, index) =>
        permutations([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [item, ...rest]),
      );

describe.each(databases)('a run of a product, on %s', (dialect) => {
  let opened: Promise<Graph> | undefined;
  /** One store for all: each test takes runs of its own. */
  const open = (): Promise<Graph> =>
    (opened ??= Graph.open(dialect, openAcmeDatabase).then((graph) => {
      atEndOfFile(() => graph.close());
      return graph;
    }));
  const record = async (runId: string, input: object): Promise<Payload> =>
    (await (await open()).ask<{ recordRun: Payload }>(RECORD, { input: { product: PRODUCT, runId, ...input } }))
      .recordRun;
  const endings = async (runId: string): Promise<unknown[]> =>
    (await open()).db.all(sql`SELECT e.domain AS "domain" FROM events e JOIN runs r ON r.id = e.subject_id
      WHERE e.kind = 'run_ended' AND r.key = ${runId}`);

  it('goes through its steps to its end, and one event tells of that', async () => {
    const externalUrl = 'https://dagster.acme.com/runs/1';
    await record('whole', { status: 'QUEUED', at: at('10:00:00'), externalUrl });
    await record('whole', { status: 'RUNNING', step: 'seed', at: at('10:00:05') });
    await record('whole', { status: 'FAILED', step: 'seed', at: at('10:00:09'), message: 'The disk is full.' });
    await record('whole', { status: 'RUNNING', step: 'seed', at: at('10:01:00') });
    await record('whole', { status: 'SUCCEEDED', step: 'seed', at: at('10:01:30') });
    await record('whole', { status: 'QUEUED', step: 'models', at: at('10:01:30') });
    expect(await endings('whole')).toEqual([]);
    const { run, userErrors } = await record('whole', { status: 'FAILED', at: at('10:02:00'), message: 'No models.' });
    expect(userErrors).toEqual([]);
    expect(run).toEqual({
      id: expect.any(String) as string,
      runId: 'whole',
      status: 'FAILED',
      startedAt: at('10:00:00'),
      endedAt: at('10:02:00'),
      message: 'No models.',
      externalUrl,
      product: { fqn: PRODUCT },
      steps: [
        { name: 'seed', status: 'SUCCEEDED', startedAt: at('10:00:05'), endedAt: at('10:01:30'), message: null },
        { name: 'models', status: 'QUEUED', startedAt: null, endedAt: null, message: null },
      ],
    });
    expect(await endings('whole')).toEqual([{ domain: 'sales' }]);

    const graph = await open();
    const found = await graph.ask(`query ($id: ID!) { run(id: $id) { ${RUN} } node(id: $id) { id } }`, { id: run?.id });
    expect(found).toEqual({ run, node: { id: run?.id } });
    const { events } = await readCatalogEvents(graph.db, 0, 10_000);
    const [event] = events.filter(({ kind }) => kind === 'RUN_ENDED');
    if (!event) throw new Error('no event tells of it');
    const told = { event, breach: null };
    expect(cloudEventOf(told, '/catalog')).toMatchObject({
      type: 'dev.floe.catalog.run.ended',
      subject: PRODUCT,
      data: {
        actor: 'ada',
        subject: { type: 'Run', id: run?.id },
        run: { runId: 'whole', status: 'FAILED', externalUrl },
      },
    });
    expect(slackMessage(told)).toMatchObject({ text: `Run ended: ${PRODUCT}: FAILED: run whole` });
  });

  it('stands the same in whatever order and however often its records come, and ends once', async () => {
    const records = [
      { status: 'RUNNING', at: at('11:00:00') },
      { status: 'RUNNING', step: 'models', at: at('11:00:10') },
      { status: 'SUCCEEDED', step: 'models', at: at('11:01:00') },
      { status: 'SUCCEEDED', at: at('11:01:01') },
    ];
    const runs: unknown[] = [];
    for (const [index, order] of permutations(records).entries()) {
      const runId = `order ${index}`;
      for (const each of order) await record(runId, each);
      const { run } = await record(runId, order[index % order.length] ?? {});
      runs.push({ ...run, id: '', runId: '' });
      expect(await endings(runId)).toHaveLength(1);
    }
    expect(new Set(runs.map((run) => JSON.stringify(run))).size).toBe(1);
    expect(runs[0]).toMatchObject({
      status: 'SUCCEEDED',
      startedAt: at('11:00:00'),
      endedAt: at('11:01:01'),
      steps: [{ status: 'SUCCEEDED', startedAt: at('11:00:10'), endedAt: at('11:01:00') }],
    });
  });

  it('does not end twice, in two ways: the other end is refused, and the first one is told', async () => {
    await record('twice', { status: 'SUCCEEDED', at: at('09:00:00') });
    const { run, userErrors } = await record('twice', { status: 'FAILED', at: at('09:05:00') });
    expect(run).toMatchObject({ status: 'SUCCEEDED', endedAt: at('09:00:00') });
    expect(userErrors).toMatchObject([{ code: 'CONFLICT', path: ['input', 'status'] }]);
    expect(userErrors[0]?.message).toContain(`The run twice ended SUCCEEDED at ${at('09:00:00')}`);
  });

  it('is refused whole where something is wrong with what is told of it', async () => {
    const good = { status: 'RUNNING', at: at('09:00:00') };
    const wrong: readonly (readonly [field: string, input: object, code?: string])[] = [
      ['product', { product: 'sales.customer-361' }, 'NOT_FOUND'],
      ['runId', { runId: '' }],
      ['runId', { runId: 'x'.repeat(256) }],
      ['step', { step: '' }],
      ['step', { step: 'x'.repeat(256) }],
      ['message', { message: 'x'.repeat(10_001) }],
      ['externalUrl', { externalUrl: 'javascript:alert(1)' }],
      ['at', { at: '2126-01-01T00:00:00.000Z' }],
    ];
    for (const [field, input, code = 'BAD_USER_INPUT'] of wrong)
      expect(await record('wrong', { ...good, ...input })).toMatchObject({
        run: null,
        userErrors: [{ code, path: ['input', field] }],
      });
    const refused = await record('wrong', { ...good, product: 'sales.customer-361' });
    expect(refused.userErrors[0]?.message).toContain(`Did you mean ${PRODUCT}?`);
    const graph = await open();
    expect(await graph.db.all(sql`SELECT 1 FROM runs WHERE key = 'wrong'`)).toEqual([]);
  });

  it('is listed, the newest first, page by page, in as many statements however many there are', async () => {
    const graph = await open();
    const other = 'marketing.campaign-attribution';
    const runOf = (runId: string, product: string): Promise<Payload> =>
      record(runId, { product, step: 'models', status: 'RUNNING', at: at('08:00:00') });
    const counted = async (variables: object): Promise<number> =>
      (await graph.counted(LIST, { first: 500, ...variables })).statements;
    await runOf('first', other);
    const few = await counted({ product: other });
    for (let each = 0; each < 8; each++)
      await runOf(`more ${each}`, each % 2 === 0 ? other : 'finance.revenue-metrics');
    expect(await counted({ product: other })).toBe(few);
    // The product, the page, the count, the products of the runs, their steps; without the first where all are asked for.
    expect(few).toBe(5);
    expect(await counted({})).toBe(4);
    const page = async (
      after?: string,
    ): Promise<{ nodes: Run[]; totalCount: number; pageInfo: { endCursor: string } }> =>
      (await graph.ask<{ runs: never }>(LIST, { product: other, first: 3, after })).runs;
    const first = await page();
    expect([first.totalCount, first.nodes.map(({ runId }) => runId)]).toEqual([5, ['more 6', 'more 4', 'more 2']]);
    expect((await page(first.pageInfo.endCursor)).nodes.map(({ runId }) => runId)).toEqual(['more 0', 'first']);
    expect(await graph.refusal(LIST, { product: 'sales.customer-361' })).toMatchObject({ code: 'NOT_FOUND' });
  });
});
