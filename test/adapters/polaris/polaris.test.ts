import { expect, it } from 'vitest';
import { comparePolaris } from '../../../src/adapters/comparePolaris.js';
import { carryOut } from '../../../src/adapters/deploy/deploy.js';
import type { Plan } from '../../../src/adapters/deploy/deployment.js';
import { Polaris } from '../../../src/adapters/polaris/Polaris.js';
import { polarisSettings } from '../../../src/adapters/polaris/settings.js';
import type { Wanted, WantedGrant } from '../../../src/compiler/deployment/wanted.js';
import { describeBeside } from '../../support/describeBeside.js';
import { OpenApi } from '../../support/OpenApi.js';
import { POLARIS_DOCUMENT, startPolaris, type Fault, type PolarisServer } from '../../support/polaris/polarisServer.js';
import { deploymentBehaviours } from '../deploy/deploymentBehaviours.js';

const QUICK = { limitMs: 5_000, waits: [1, 1, 1] };
const NOT_PRUNED = { prune: false };

const on = (
  namespace: string,
  role: string,
  access: WantedGrant['access'],
  table: string | null = null,
): WantedGrant => ({
  role,
  namespace,
  table,
  access,
});

/** Two namespaces, three roles, a port. */
const WANTED: Wanted = {
  domain: null,
  namespaces: ['sales', 'sales.gold'],
  grants: [
    on('sales', 'domain:sales', 'read_write'),
    on('sales.gold', 'analysts', 'read'),
    on('sales.gold', 'domain:marketing', 'read', 'customers'),
  ],
};

const polarisOn = ({ env }: PolarisServer, wanted = WANTED, further: Record<string, string> = {}): Polaris =>
  new Polaris(polarisSettings({ ...env, ...further }), wanted, QUICK);

async function deploy(polaris: Polaris, options = NOT_PRUNED): Promise<Plan> {
  const plan = await polaris.plan(options);
  await carryOut(polaris, plan, options);
  return plan;
}

const paths = ({ changes }: Plan): string[] => changes.map(({ kind, path }) => `${kind} ${path}`);
const isWrite = (line: string): boolean => !line.startsWith('GET ') && !line.includes('/oauth/');

describeBeside('Polaris, by its OpenAPI documents', POLARIS_DOCUMENT, () => {
  deploymentBehaviours(async () => {
    const server = await startPolaris();
    server.makeTable('sales.gold', 'customers');
    // A table stands once its namespace does: a grant on it is planned from then on.
    const wanted = { ...WANTED, grants: WANTED.grants.filter(({ table }) => table === null) };
    return {
      target: () => polarisOn(server, wanted),
      writes: () => server.writes,
      cutAfter: (writes, how = 'before') => {
        let left = writes;
        server.meddle = (line) => {
          if (left === null || !isWrite(line)) return null;
          left -= 1;
          if (left === -1 && how === 'after') return 'lost';
          return left < 0 ? 'cut' : null;
        };
      },
      makeForeign: () => {
        server.roles.set('intruder', [
          { namespace: ['sales', 'gold'], privilege: 'TABLE_READ_DATA', type: 'namespace' },
        ]);
        return 'grant intruder on sales.gold';
      },
      makePart: () => {
        server.namespaces.add('sales');
        server.roles.set('analysts', []);
      },
      held: () => server.held,
    };
  });

  it('is asked by paths whose parts are joined by %1F, parents before what lies in them, grants at the end', async () => {
    const server = await startPolaris();
    const { changes } = await deploy(polarisOn(server));
    expect(changes.map(({ path, kind, expected }) => [kind, path, expected])).toEqual([
      ['ADD', 'namespace sales', 'sales'],
      ['ADD', 'namespace sales.gold', 'sales.gold'],
      ['ADD', 'role domain:sales', 'domain:sales'],
      ['ADD', 'role analysts', 'analysts'],
      ['ADD', 'role domain:marketing', 'domain:marketing'],
      ['ADD', 'grant domain:sales on sales', 'READ_WRITE'],
      ['ADD', 'grant analysts on sales.gold', 'READ'],
    ]);
    expect(server.writes.slice(0, 2)).toEqual([
      'POST /api/catalog/v1/acme/namespaces {"namespace":["sales"],"properties":{}}',
      'POST /api/catalog/v1/acme/namespaces {"namespace":["sales","gold"],"properties":{}}',
    ]);
    const grants = server.writes.filter((line) => line.startsWith('PUT '));
    expect(server.writes.slice(-grants.length)).toEqual(grants);
    expect(grants).toContain(
      'PUT /api/management/v1/catalogs/acme/catalog-roles/domain%3Asales/grants ' +
        '{"grant":{"type":"namespace","privilege":"TABLE_CREATE","namespace":["sales"]}}',
    );
    expect(server.asked).toContain('GET /api/catalog/v1/acme/namespaces/sales%1Fgold/tables?pageToken=&pageSize=1000');
    expect(server.problems).toEqual([]);
  });

  it('grants to read what reading takes, and to write what creating and writing take besides', async () => {
    const server = await startPolaris();
    await deploy(polarisOn(server));
    const held = (role: string): unknown =>
      server.roles
        .get(role)
        ?.map(({ privilege }) => privilege)
        .sort();
    const read = [
      ...['NAMESPACE_LIST', 'NAMESPACE_READ_PROPERTIES', 'TABLE_LIST', 'TABLE_READ_DATA', 'TABLE_READ_PROPERTIES'],
      ...['VIEW_LIST', 'VIEW_READ_PROPERTIES'],
    ];
    const write = [
      'TABLE_CREATE',
      'TABLE_WRITE_DATA',
      'TABLE_WRITE_PROPERTIES',
      'VIEW_CREATE',
      'VIEW_WRITE_PROPERTIES',
    ];
    expect(held('analysts')).toEqual(read);
    expect(held('domain:sales')).toEqual([...read, ...write].sort());
  });

  it('lets a grant on a table wait until there is the table', async () => {
    const server = await startPolaris();
    const { waiting } = await deploy(polarisOn(server));
    expect(waiting).toEqual([
      {
        path: 'grant domain:marketing on table sales.gold.customers',
        expected: 'READ',
        until: 'there is the table sales.gold.customers',
      },
    ]);
    server.makeTable('sales.gold', 'customers');
    expect(paths(await deploy(polarisOn(server)))).toEqual([
      'ADD grant domain:marketing on table sales.gold.customers',
    ]);
    expect(server.roles.get('domain:marketing')).toEqual(
      ['TABLE_LIST', 'TABLE_READ_PROPERTIES', 'TABLE_READ_DATA'].map((privilege) => ({
        namespace: ['sales', 'gold'],
        privilege,
        tableName: 'customers',
        type: 'table',
      })),
    );
  });

  it('adds what a grant lacks, and tells what it has', async () => {
    const server = await startPolaris();
    await deploy(polarisOn(server));
    server.roles.set('analysts', server.roles.get('analysts')?.slice(0, 2) ?? []);
    expect((await polarisOn(server).plan(NOT_PRUNED)).changes).toMatchObject([
      {
        path: 'grant analysts on sales.gold',
        kind: 'CHANGE',
        expected: 'READ',
        found: server.roles
          .get('analysts')
          ?.map(({ privilege }) => privilege)
          .sort()
          .join(', '),
      },
    ]);
    await deploy(polarisOn(server));
    expect(paths(await polarisOn(server).plan(NOT_PRUNED))).toEqual([]);
  });

  it('tells of foreign namespaces among ours, of grants below them and on the whole catalog, and of nothing of others', async () => {
    const server = await startPolaris();
    await deploy(polarisOn(server));
    for (const path of ['sales\u001ftmp', 'other', 'other\u001fgold']) server.namespaces.add(path);
    server.makeTable('sales.gold', 'orders');
    const table = { namespace: ['sales', 'gold'], tableName: 'orders', type: 'table' };
    server.roles.set('temps', [
      { ...table, privilege: 'TABLE_DROP' },
      { type: 'namespace', namespace: ['other'], privilege: 'TABLE_LIST' },
    ]);
    server.roles.get('analysts')?.push({ type: 'catalog', privilege: 'CATALOG_MANAGE_CONTENT' });
    const pruned = await polarisOn(server).plan({ prune: true });
    expect(paths(await polarisOn(server).plan(NOT_PRUNED))).toEqual([
      'FOREIGN namespace sales.tmp',
      'FOREIGN grant analysts on the catalog',
      'FOREIGN grant temps on table sales.gold.orders',
    ]);
    // No namespace is taken away: there may be data in it.
    expect(paths(pruned)).toEqual([
      'FOREIGN namespace sales.tmp',
      'REVOKE grant analysts on the catalog',
      'REVOKE grant temps on table sales.gold.orders',
    ]);
    await deploy(polarisOn(server), { prune: true });
    expect(server.roles.get('temps')).toEqual([{ type: 'namespace', namespace: ['other'], privilege: 'TABLE_LIST' }]);
    expect(server.roles.get('catalog_admin')).toHaveLength(1);
  });

  it('asks for no more of one domain, and tells of nothing of the others', async () => {
    const server = await startPolaris();
    server.namespaces.add('finance');
    server.roles.set('temps', [
      { type: 'namespace', namespace: ['finance'], privilege: 'TABLE_LIST' },
      { type: 'catalog', privilege: 'TABLE_LIST' },
    ]);
    await deploy(polarisOn(server, { ...WANTED, domain: 'sales' }));
    expect(paths(await polarisOn(server, { ...WANTED, domain: 'sales' }).plan(NOT_PRUNED))).toEqual([]);
  });

  it('has a new token where the old one expires half way, and none where it was given one', async () => {
    const server = await startPolaris({ tokenUses: 20 });
    await deploy(polarisOn(server));
    expect(paths(await polarisOn(server).plan(NOT_PRUNED))).toEqual([]);
    expect(server.tokensGiven).toBeGreaterThan(2);
    const given = { POLARIS_CLIENT_ID: '', POLARIS_TOKEN: 'token-0' };
    await expect(polarisOn(server, WANTED, given).plan(NOT_PRUNED)).rejects.toThrow(
      /it does not know who asks \(401: Token expired or unknown\)\. .*POLARIS_TOKEN\. \(UNAUTHORIZED\)$/,
    );
    await expect(polarisOn(server, WANTED, { POLARIS_CLIENT_SECRET: 'other' }).plan(NOT_PRUNED)).rejects.toThrow(
      /for a token: the credentials do not hold \(401: The client is not authorized\)\. Look at POLARIS_CLIENT_ID/,
    );
  });

  it.each<[string, number]>([
    ['fails', 503],
    ['is asked too often', 429],
  ])('is asked again where it %s, and goes on', async (_, status) => {
    const server = await startPolaris();
    const failed = new Set<string>();
    server.meddle = (line) => {
      if (failed.has(line)) return null;
      failed.add(line);
      return { status, headers: { 'retry-after': '0' } };
    };
    await deploy(polarisOn(server));
    expect(paths(await polarisOn(server).plan(NOT_PRUNED))).toEqual([]);
  });

  it.each<[string, Fault, RegExp]>([
    ['SYSTEM_FAILED', { status: 503 }, /it failed \(503\)/],
    ['TOO_MANY_REQUESTS', { status: 429, headers: { 'retry-after': '0' } }, /asked too often/],
    ['DENIED', { status: 403, body: '{"error":{"message":"no CREATE"}}' }, /403: no CREATE.*CATALOG_MANAGE_ACCESS/],
    ['REFUSED', { status: 302, headers: { location: 'http://127.0.0.1:9/' } }, /it refused \(302\)/],
    ['SYSTEM_FAILED', { status: 200, body: '<html>' }, /the answer is no JSON/],
    ['SYSTEM_FAILED', { status: 200, body: '{"roles":"all"}' }, /not what its interface says: roles/],
    ['CUT_OFF', 'cut', /ended half way|cannot be reached/],
  ])('ends in %s where its roles cannot be read', async (code, fault, words) => {
    const server = await startPolaris();
    server.meddle = (line) => (line === 'GET /api/management/v1/catalogs/acme/catalog-roles' ? fault : null);
    const error: unknown = await polarisOn(server)
      .plan(NOT_PRUNED)
      .catch((each: unknown) => each);
    expect(error).toMatchObject({ code, message: expect.stringMatching(words) as unknown });
    expect(server.writes).toEqual([]);
  });

  it('is not there, or has no such catalog', async () => {
    const server = await startPolaris();
    await expect(
      polarisOn(server, WANTED, { POLARIS_URL: 'http://127.0.0.1:9' }).plan(NOT_PRUNED),
    ).rejects.toMatchObject({ code: 'UNREACHABLE' });
    await expect(polarisOn(server, WANTED, { POLARIS_CATALOG: 'acmee' }).plan(NOT_PRUNED)).rejects.toThrow(
      /Unable to find warehouse acmee\)\. Look at POLARIS_URL and POLARIS_CATALOG\. \(NOT_FOUND\)/,
    );
  });

  it('gives lists in pages, or knows none: all of it is read either way', async () => {
    for (const pages of [1, 2, 'ignored'] as const) {
      const server = await startPolaris({ pages });
      const wanted = {
        ...WANTED,
        namespaces: ['sales', ...[1, 2, 3, 4, 5].map((each) => `sales.layer_${each}`), 'sales.gold'],
      };
      await deploy(polarisOn(server, wanted));
      expect(paths(await polarisOn(server, wanted).plan(NOT_PRUNED))).toEqual([]);
    }
  });

  it.each(['round', 'endless'] as const)('is not followed for ever where a list never ends (%s)', async (pages) => {
    const server = await startPolaris({ pages });
    server.namespaces.add('sales');
    await expect(polarisOn(server).plan(NOT_PRUNED)).rejects.toMatchObject({ code: 'LIST_ENDLESS' });
    expect(server.asked.length).toBeLessThan(10);
  });

  it('is given up by the API where its answer does not come in time, and asked of nobody where there is none', async () => {
    const server = await startPolaris();
    server.meddle = (line) => (line.endsWith('/catalog-roles') ? 'silent' : null);
    const compare = comparePolaris(polarisSettings(server.env), 1_000);
    expect(await compare?.(WANTED)).toEqual({
      problem: expect.stringMatching(
        /^polaris GET .*catalog-roles: it gave no whole answer in time.*\(TIMED_OUT\)$/,
      ) as unknown,
    });
    expect(comparePolaris(null)).toBeNull();
  });

  it('says which setting is missing', () => {
    const env = { POLARIS_URL: 'https://polaris.acme.com/api/catalog/', POLARIS_CATALOG: 'acme', POLARIS_TOKEN: 'x' };
    expect(polarisSettings(env)).toEqual({
      url: 'https://polaris.acme.com',
      catalog: 'acme',
      credentials: { kind: 'token', token: 'x' },
    });
    for (const [name, words] of [
      ['POLARIS_URL', '--polaris, or POLARIS_URL'],
      ['POLARIS_CATALOG', '--catalog, or POLARIS_CATALOG'],
      ['POLARIS_TOKEN', 'Set POLARIS_CLIENT_ID and POLARIS_CLIENT_SECRET, or POLARIS_TOKEN'],
    ] as const)
      expect(() => polarisSettings({ ...env, [name]: '' })).toThrow(words);
    expect(() => polarisSettings({ ...env, POLARIS_URL: 'polaris.acme.com' })).toThrow(
      '"polaris.acme.com" is no address',
    );
  });

  it('takes a hundred namespaces with their grants, and asks nothing twice', async () => {
    const server = await startPolaris();
    const domains = Array.from({ length: 25 }, (_, index) => `d${index}`);
    const namespaces = [
      ...domains,
      ...domains.flatMap((each) => ['bronze', 'silver', 'gold'].map((layer) => `${each}.${layer}`)),
    ];
    const grants = namespaces.map((path) =>
      on(path, path.endsWith('gold') ? 'analysts' : `domain:${path.split('.')[0]}`, 'read'),
    );
    const polaris = polarisOn(server, { domain: null, namespaces, grants });
    const plan = await polaris.plan(NOT_PRUNED);
    const read = server.asked.length;
    // A token, the configuration, the roots, the roles, and what the one role holds: nothing lies in what is not there.
    expect(read).toBe(5);
    await polaris.apply(plan.changes);
    const written = server.asked.slice(read);
    expect(written).toHaveLength(100 + 26 + 100 * 7);
    expect(new Set(written).size).toBe(written.length);
    expect(paths(await polaris.plan(NOT_PRUNED))).toEqual([]);
    const readBack = server.asked.slice(read + written.length);
    // The roots, what lies in each, the roles, and what each of them holds.
    expect(readBack).toHaveLength(1 + 25 + 1 + 27);
    expect(new Set(readBack).size).toBe(readBack.length);
  });

  it('is served by documents that refuse a privilege that there is none of, and a grant without its place', () => {
    const document = OpenApi.of(POLARIS_DOCUMENT);
    const problems = (grant: object): string[] => document.problemsOf('AddGrantRequest', { grant });
    const grant = { type: 'namespace', namespace: ['sales'], privilege: 'TABLE_LIST' };
    expect(problems(grant)).toEqual([]);
    expect(problems({ ...grant, privilege: 'NOT_A_PRIV' })).not.toEqual([]);
    expect(problems({ type: 'namespace', privilege: 'TABLE_LIST' })).not.toEqual([]);
    expect(problems({ ...grant, type: 'nothing' })).not.toEqual([]);
  });
});
