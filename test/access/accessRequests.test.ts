import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { accessRequestsQuery, type RequestsOf } from '../../src/entities/access/accessRequests.js';
import { countOf } from '../../src/entities/paging.js';
import { sql } from '../../src/entities/sql.js';
import type { Compiling } from '../../src/actions/kit/needs.js';
import type { GrantedAccess } from '../../src/compiler/access/grantAccess.js';
import { createActions } from '../../src/actions/createActions.js';
import { compileHere } from '../../src/actions/compiling/compileHere.js';
import { Graph } from '../resolvers/graph.js';
import { acmeProduct, mustPublish } from '../support/acme.js';
import { openAcmeDatabase } from '../support/acmeStore.js';
import { askAs, BOOTSTRAP, tokenFor } from '../support/as.js';
import { atEnd } from '../support/atEnd.js';
import { built } from '../support/built.js';
import { databases } from '../support/databases.js';
import { runFloe } from '../support/runFloe.js';
import { startTestServer } from '../support/server.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

const run = promisify(execFile);
const SEGMENTS = 'sales.customer-360.customer_segments';
const FIELDS =
  'request { id port { fqn } by for purpose status at decidedBy decidedAt note patch pullRequest } userErrors { code path message }';
const ASK = `mutation ($input: RequestAccessInput!) { requestAccess(input: $input) { ${FIELDS} } }`;
const DECIDE = `mutation ($input: DecideAccessInput!) { decideAccess(input: $input) { ${FIELDS} } }`;
const LIST = `query ($port: String, $status: AccessRequestStatus) {
  accessRequests(port: $port, status: $status, first: 500) { nodes { id for by port { fqn product { fqn } } } totalCount } }`;
const EFFECTIVE = `query ($port: String!, $principal: String!) { effectiveAccess(port: $port, principal: $principal) {
  access reasons { message manifest { name } location { file line column } } } }`;
const COMPILE = `mutation ($input: CompileProductInput!) { compileProduct(input: $input) {
  compilation { status diagnostics { severity code message } } } }`;
const PUBLISH = `mutation ($input: CompileProductInput!) { publishProduct(input: $input) {
  product { version } compilation { status } userErrors { message } } }`;

interface Payload {
  readonly request: Readonly<Record<string, unknown>> | null;
  readonly userErrors: readonly { readonly code: string; readonly path: string[]; readonly message: string }[];
}

type Asking = (query: string, variables: Record<string, unknown>) => Promise<Record<string, unknown>>;

const verbs = (ask: Asking) => ({
  request: async (port: string, whom: string, purpose = 'Revenue by segment.') =>
    (await ask(ASK, { input: { port, for: whom, purpose } }))['requestAccess'] as Payload,
  decide: async (id: unknown, grant: boolean, note?: string) =>
    (await ask(DECIDE, { input: { id, grant, note } }))['decideAccess'] as Payload,
  list: async (variables: object = {}) =>
    (await ask(LIST, { ...variables }))['accessRequests'] as {
      nodes: { id: string; for: string }[];
      totalCount: number;
    },
});

describe.each(databases)('asking for access on %s', (dialect) => {
  const open = async (): Promise<Graph> => {
    const graph = await Graph.open(dialect, openAcmeDatabase);
    atEnd(() => graph.close());
    return graph;
  };
  const asking =
    (graph: Graph): Asking =>
    (query, variables) =>
      graph.ask(query, variables);

  it('is granted by a patch: applied, it compiles clean, and published, it lets them read and keeps what others have', async () => {
    const graph = await open();
    const { request, decide, list } = verbs(asking(graph));
    const asked = await request(SEGMENTS, 'domain:finance');
    expect(asked).toMatchObject({
      userErrors: [],
      request: { port: { fqn: SEGMENTS }, by: 'ada', for: 'domain:finance', status: 'OPEN', patch: null },
    });
    const { request: granted } = await decide(asked.request?.['id'], true, 'For the quarter.');
    expect(granted).toMatchObject({ status: 'GRANTED', decidedBy: 'ada', note: 'For the quarter.' });
    expect(granted?.['pullRequest']).toContain(`# Grant READ on ${SEGMENTS} to the domain finance`);
    expect(granted?.['pullRequest']).toContain('> Revenue by segment.');
    expect(granted?.['pullRequest']).toContain('keep what they have: marketing.targeting-engine.');
    expect(granted?.['pullRequest']).toContain(granted?.['patch']);

    const folder = await temporaryFolder();
    const file = path.join(folder, 'data-product.yaml');
    await writeFile(file, acmeProduct('sales/customer-360').source);
    await writeFile(path.join(folder, 'grant.patch'), String(granted?.['patch']));
    await run('git', ['apply', 'grant.patch'], { cwd: folder });
    const patched = acmeProduct('sales/customer-360', { source: () => '' });
    const input = { ...patched, source: await readFile(file, 'utf8') };
    const found = async (source: object): Promise<unknown> =>
      ((await graph.ask(COMPILE, { input: source }))['compileProduct'] as { compilation: object }).compilation;
    const standing = (await found(acmeProduct('sales/customer-360'))) as { diagnostics: { message: string }[] };
    const now = (await found(input)) as { status: string; diagnostics: { message: string }[] };
    expect(now.status).toBe('SUCCEEDED');
    const known = standing.diagnostics.map(({ message }) => message);
    expect(now.diagnostics.filter(({ message }) => !known.includes(message))).toEqual([]);

    const accessOf = (principal: string): Promise<object> => graph.ask(EFFECTIVE, { port: SEGMENTS, principal });
    expect(await accessOf('domain:finance')).toMatchObject({ effectiveAccess: { access: null } });
    expect(await graph.ask(PUBLISH, { input })).toMatchObject({
      publishProduct: { product: { version: '3.3.0' }, userErrors: [] },
    });
    const line = input.source.split('\n').indexOf('        - domain: finance', 44) + 1;
    expect(await accessOf('domain:finance')).toMatchObject({
      effectiveAccess: {
        access: 'READ',
        reasons: [{ manifest: null, location: { file: 'data-product.yaml', line, column: 11 } }],
      },
    });
    expect(await accessOf('product:marketing.targeting-engine')).toMatchObject({ effectiveAccess: { access: 'READ' } });
    const contracts = await graph.ask('{ contracts(filter: { provider: "sales" }) { nodes { name status } } }');
    expect(JSON.stringify(contracts)).not.toContain('BROKEN');

    expect((await request(SEGMENTS, 'domain:finance')).userErrors).toMatchObject([
      { code: 'CONFLICT', message: `It may read the port already: ${SEGMENTS} grants READ to the domain finance.` },
    ]);
    expect((await list({ status: 'GRANTED' })).nodes).toMatchObject([{ id: granted?.['id'], for: 'domain:finance' }]);
    const kinds = await graph.db.all<{ kind: string; domain: string }>(
      sql`SELECT kind AS "kind", domain AS "domain" FROM events WHERE kind LIKE 'access%' ORDER BY seq`,
    );
    expect(kinds).toEqual([
      { kind: 'access_requested', domain: 'sales' },
      { kind: 'access_decided', domain: 'sales' },
    ]);
  });

  it('says what is wrong with a request and a decision, and changes nothing then', async () => {
    const graph = await open();
    const { request, decide, list } = verbs(asking(graph));
    const refused = async (port: string, whom: string, purpose?: string): Promise<unknown> =>
      (await request(port, whom, purpose)).userErrors;
    const at = (field: string): string[] => ['input', field];
    const says = (words: string): string => expect.stringContaining(words) as string;
    expect(await refused(SEGMENTS, 'domain:finance', '  ')).toMatchObject([
      { code: 'BAD_USER_INPUT', path: at('purpose') },
    ]);
    for (const whom of ['finance', 'domain:', 'team:finance', 'domain:finance and more'])
      expect(await refused(SEGMENTS, whom)).toMatchObject([
        { code: 'BAD_USER_INPUT', path: at('for'), message: says('expected domain:marketing, product:') },
      ]);
    expect(await refused('sales.customer-360.customer_segment', 'domain:finance')).toMatchObject([
      { code: 'NOT_FOUND', path: at('port'), message: says(SEGMENTS) },
    ]);
    expect(await refused(SEGMENTS, 'domain:finanz')).toMatchObject([
      { code: 'NOT_FOUND', path: at('for'), message: says('Did you mean finance?') },
    ]);
    expect(await refused(SEGMENTS, 'product:finance.revenue-metric')).toMatchObject([
      { code: 'NOT_FOUND', path: at('for'), message: says('finance.revenue-metrics') },
    ]);
    const attribution = 'marketing.campaign-attribution.attribution';
    expect(await refused(attribution, 'role:analyst')).toMatchObject([
      { code: 'NOT_FOUND', path: at('for'), message: says('name: analysts, bi_tools, campaign_managers.') },
    ]);
    expect(await refused(attribution, 'role:bi_tools')).toMatchObject([
      { code: 'CONFLICT', path: at('for'), message: says('The namespace marketing.gold grants READ') },
    ]);
    expect(await refused(SEGMENTS, 'product:sales.opportunity-pipeline')).toMatchObject([
      { code: 'CONFLICT', path: at('for'), message: says('is of the domain sales itself') },
    ]);
    expect(await refused('enterprise.reference-data.countries', 'domain:finance')).toMatchObject([
      { code: 'CONFLICT', path: at('for'), message: says('allows everybody') },
    ]);
    expect(await list()).toMatchObject({ totalCount: 0 });

    const { request: asked } = await request(SEGMENTS, 'product:finance.revenue-metrics');
    expect(await refused(SEGMENTS, 'product:finance.revenue-metrics')).toMatchObject([
      { code: 'CONFLICT', path: at('for'), message: says('ada asked for it on 2026-01-15') },
    ]);
    for (const id of ['', 'x', 'QWNjZXNzUmVxdWVzdDo5OTk'])
      expect((await decide(id, true)).userErrors).toMatchObject([{ code: 'NOT_FOUND', path: at('id') }]);
    const { request: withdrawn } = await decide(asked?.['id'], false);
    expect(withdrawn).toMatchObject({ status: 'WITHDRAWN', decidedBy: 'ada', note: null, patch: null });
    expect(await decide(asked?.['id'], true)).toMatchObject({
      request: { status: 'WITHDRAWN' },
      userErrors: [
        { code: 'CONFLICT', path: at('id'), message: says('It is decided: withdrawn by ada on 2026-01-15') },
      ],
    });
    // What is decided stands in nobody's way.
    expect(await refused(SEGMENTS, 'product:finance.revenue-metrics')).toEqual([]);
  });

  it('is granted without a patch where the port grants it by then, and not at all where the port is gone', async () => {
    const graph = await open();
    const { request, decide } = verbs(asking(graph));
    const [later, gone] = [await request(SEGMENTS, 'domain:finance'), await request(SEGMENTS, 'role:controllers')];
    const publish = (edit: (text: string) => string): Promise<object> =>
      graph.ask(PUBLISH, { input: { ...acmeProduct('sales/customer-360', { source: edit }) } });
    const granting = (text: string): string =>
      text
        .replace('"3.2.1"', '"3.3.0"')
        .replace('customer_segments\n    sla', 'customer_segments\n    access: {default: allow}\n    sla');
    expect(await publish(granting)).toMatchObject({ publishProduct: { product: { version: '3.3.0' } } });
    expect(await decide(later.request?.['id'], true)).toMatchObject({
      request: { status: 'GRANTED', patch: null, pullRequest: null },
      userErrors: [],
    });
    await graph.db.transaction((tx) =>
      tx.run(sql`UPDATE output_ports SET removed_at = '2026-01-15T13:00:00.000Z' WHERE fqn = ${SEGMENTS}`),
    );
    expect((await decide(gone.request?.['id'], true)).userErrors).toMatchObject([
      { code: 'CONFLICT', path: ['input', 'id'] },
    ]);
    expect((await request(SEGMENTS, 'domain:risk')).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  it('is granted in the document that stands, also where another is published while it is written', async () => {
    const graph = await open();
    const actions = createActions(graph.kit);
    const { request } = await actions.requestAccess({ port: SEGMENTS, for: 'domain:finance', purpose: 'Revenue.' });
    const written: string[] = [];
    const compiling: Compiling = async (name, input, onStage) => {
      const done = await compileHere(name, input, onStage);
      if (name === 'grant') written.push((done.result as GrantedAccess).from);
      if (written.length === 1)
        await mustPublish(
          actions,
          acmeProduct('sales/customer-360', { source: (text) => text.replace('3.2.1', '3.2.2') }),
        );
      return done;
    };
    const decided = await createActions({ ...graph.kit, compiling }).decideAccess({
      id: request?.id ?? 0,
      grant: true,
    });
    expect(written).toEqual(['3.2.1', '3.2.2']);
    expect(decided.request?.patch).toContain('-  version: "3.2.2"\n+  version: "3.3.0"');
  });

  // npm run fuzz, seed 20261130 on PostgreSQL, request 4739: a cursor of products.
  it('is listed page by page, from its own cursors and no others', async () => {
    const graph = await open();
    const { request } = verbs(asking(graph));
    for (const whom of ['domain:finance', 'domain:marketing', 'role:auditors']) await request(SEGMENTS, whom);
    const page = async (after: string): Promise<unknown> =>
      (await graph.ask(`{ accessRequests(first: 2${after}) { nodes { for } pageInfo { endCursor } } }`))[
        'accessRequests'
      ];
    const first = (await page('')) as { pageInfo: { endCursor: string } };
    expect(first).toMatchObject({ nodes: [{ for: 'domain:finance' }, { for: 'domain:marketing' }] });
    expect(await page(`, after: "${first.pageInfo.endCursor}"`)).toMatchObject({ nodes: [{ for: 'role:auditors' }] });
    const ofProducts = Buffer.from(JSON.stringify(['finance.revenue-metrics'])).toString('base64url');
    await expect(page(`, after: "${ofProducts}"`)).rejects.toThrow('is no cursor of this list');
  });

  it('is listed in as many statements however many there are', async () => {
    const graph = await open();
    const { request } = verbs(asking(graph));
    const counted = async (): Promise<number> => (await graph.counted(LIST)).statements;
    await request(SEGMENTS, 'domain:finance');
    const few = await counted();
    for (const port of ['customers', 'customer_segments'])
      for (const whom of ['domain:risk', 'role:risk', 'role:b', 'product:risk.counterparty-risk'])
        expect((await request(`sales.customer-360.${port}`, whom)).userErrors).toEqual([]);
    expect(await counted()).toBe(few);
    // The page, the count, the ports, their products.
    expect(few).toBe(4);
    const { nodes, totalCount } = await verbs(asking(graph)).list({ port: SEGMENTS, status: 'OPEN' });
    expect([nodes.length, totalCount]).toEqual([5, 5]);
    expect(await verbs(asking(graph)).list({ port: 'sales.customer-360.none' })).toMatchObject({ totalCount: 0 });

    const seen = (of: Partial<RequestsOf>): Promise<number> =>
      countOf(graph.db, accessRequestsQuery({ of: { askedBy: null, domains: [], email: null, teams: [], ...of } }));
    expect(await seen({})).toBe(0);
    expect([await seen({ domains: ['risk'] }), await seen({ domains: ['finance'] })]).toEqual([4, 1]);
    const owners = [{ email: 'Sales-Analytics@acme.com' }, { teams: ['sales-analytics'] }, { domains: ['sales'] }];
    for (const of of [...owners, { askedBy: 'ada' }]) expect(await seen(of)).toBe(9);
    for (const of of [{ email: 'ada@acme.com' }, { teams: ['sales'] }, { askedBy: 'sam' }])
      expect(await seen(of)).toBe(0);
  });

  it('is for whom one speaks, decided by owners of the port, and seen by both', async () => {
    const { url } = await startTestServer({ dialect, acme: true, env: { AUTH: 'tokens', BOOTSTRAP_TOKEN: BOOTSTRAP } });
    const [finance, risk, sales] = [
      await tokenFor(url, 'finance-ci', ['acknowledge'], ['finance']),
      await tokenFor(url, 'risk-ci', ['acknowledge', 'publish'], ['risk']),
      await tokenFor(url, 'sales-ci', ['publish'], ['sales']),
    ];
    const as = (token: string | null) =>
      verbs(async (query, variables) => {
        const { data, errors } = await askAs(url, token, query, variables);
        if (errors) throw new Error(`${String(errors[0]?.extensions['code'])}: ${errors[0]?.message}`);
        return data ?? {};
      });
    await expect(as(null).list()).rejects.toThrow('UNAUTHENTICATED');
    await expect(as(null).request(SEGMENTS, 'domain:finance')).rejects.toThrow('UNAUTHENTICATED');
    await expect(as(risk).request(SEGMENTS, 'domain:finance')).rejects.toThrow('to be an owner of the domain finance');
    await expect(as(finance).request(SEGMENTS, 'role:analysts')).rejects.toThrow('to have the role analysts');
    expect((await as(risk).request('none', 'domain:finance')).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    const { request: asked } = await as(finance).request(SEGMENTS, 'product:finance.revenue-metrics');
    const id = asked?.['id'];
    expect(asked).toMatchObject({ by: 'finance-ci', status: 'OPEN' });

    const node = async (token: string | null): Promise<unknown> =>
      (await askAs(url, token, 'query ($id: ID!) { node(id: $id) { ... on AccessRequest { by } } }', { id })).data?.[
        'node'
      ];
    for (const token of [finance, sales, BOOTSTRAP]) {
      expect((await as(token).list()).nodes).toMatchObject([{ id }]);
      expect(await node(token)).toEqual({ by: 'finance-ci' });
    }
    expect(await as(risk).list()).toMatchObject({ nodes: [], totalCount: 0 });
    expect([await node(risk), await node(null)]).toEqual([null, null]);

    for (const token of [finance, risk])
      await expect(as(token).decide(id, true)).rejects.toThrow('to be an owner of sales.customer-360');
    await expect(as(risk).decide(id, false, 'no')).rejects.toThrow('to have asked for it');
    expect((await as(sales).decide(id, false, ' ')).userErrors).toMatchObject([
      { code: 'BAD_USER_INPUT', path: ['input', 'note'] },
    ]);
    expect(await as(sales).decide(id, false, 'Segments leave the domain in aggregates alone.')).toMatchObject({
      request: { status: 'DENIED', decidedBy: 'sales-ci', note: 'Segments leave the domain in aggregates alone.' },
      userErrors: [],
    });
    const { request: again } = await as(finance).request(SEGMENTS, 'product:finance.revenue-metrics');
    expect((await as(finance).decide(again?.['id'], false)).request).toMatchObject({ status: 'WITHDRAWN' });

    const audit =
      '{ auditEvents(filter: { verbs: ["requestAccess", "decideAccess"] }, first: 500) { nodes { actor subject outcome } } }';
    const { nodes } = (await askAs(url, BOOTSTRAP, audit)).data?.['auditEvents'] as { nodes: { outcome: string }[] };
    expect(nodes.filter(({ outcome }) => outcome === 'done')).toEqual([
      { actor: 'finance-ci', subject: SEGMENTS, outcome: 'done' },
      { actor: 'sales-ci', subject: SEGMENTS, outcome: 'done' },
      { actor: 'finance-ci', subject: SEGMENTS, outcome: 'done' },
      { actor: 'finance-ci', subject: SEGMENTS, outcome: 'done' },
    ]);
    expect(nodes.filter(({ outcome }) => outcome === 'FORBIDDEN')).toHaveLength(5);
    expect(nodes.filter(({ outcome }) => outcome === 'BAD_USER_INPUT')).toHaveLength(1);
  });
});

describe('floe access', () => {
  it('asks, lists and decides, with the patch of a grant on stdout or in a file', async () => {
    const { url } = await startTestServer({ acme: true });
    const folder = await temporaryFolder();
    const floe = (...args: string[]) => runFloe(url, ['access', ...args], folder, [built('floe')], { FORCE_COLOR: '' });
    const asked = await floe('request', SEGMENTS, '--for', 'domain:finance', '--purpose', 'Revenue by segment.');
    expect(asked).toMatchObject({
      code: 0,
      stderr: `Asked for domain:finance to read ${SEGMENTS}: its owners decide.\n`,
    });
    const id = asked.stdout.trim();
    const listed = await floe('requests', '--status', 'open');
    expect(listed.stdout).toContain(id);
    expect(listed.stdout).toContain('domain:finance');
    expect((await floe('decide', id)).code).toBe(2);
    const denied = await floe('decide', id, '--deny');
    expect(denied).toMatchObject({ code: 1, stderr: expect.stringContaining('A denial says why') as string });
    const granted = await floe('decide', id, '--grant', '--patch', 'grant.patch', '--pull-request', 'grant.md');
    expect(granted).toMatchObject({ code: 0, stdout: '', stderr: `domain:finance on ${SEGMENTS}: granted.\n` });
    await writeFile(path.join(folder, 'data-product.yaml'), acmeProduct('sales/customer-360').source);
    await run('git', ['apply', 'grant.patch'], { cwd: folder });
    expect(await readFile(path.join(folder, 'data-product.yaml'), 'utf8')).toContain('- domain: finance');
    expect(await readFile(path.join(folder, 'grant.md'), 'utf8')).toContain('> Revenue by segment.');
    expect((await floe('requests', '--status', 'open', '--json')).stdout).toBe('[]\n');
  });
});
