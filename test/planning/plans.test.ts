import { execute, getOperationAST, parse, validate, type DocumentNode } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createActions } from '../../src/actions/createActions.js';
import type { Toolkit } from '../../src/actions/kit/toolkit.js';
import { createContext } from '../../src/context.js';
import type { Database } from '../../src/entities/database.js';
import { standingGraph } from '../../src/entities/graph/StandingGraph.js';
import { readLog } from '../../src/entities/log/eventLog.js';
import { CatalogError } from '../../src/errors.js';
import { Plans } from '../../src/planning/Plans.js';
import type { Readable } from '../../src/planning/Run.js';
import { guardDetails } from '../../src/resolvers/access/guardDetails.js';
import { catalogResolvers } from '../../src/resolvers/index.js';
import { buildCatalogSchema } from '../../src/schema/buildSchema.js';
import { subscriptions } from '../../src/subscriptions/index.js';
import { openAcmeDatabase } from '../support/acmeStore.js';
import { databases, openTestDatabase } from '../support/databases.js';
import { generateMesh, seededRandom } from '../support/generateMesh.js';
import { QueryMaker, type AnyQuery, type Names } from './anyQuery.js';

const { schema } = guardDetails(buildCatalogSchema([...catalogResolvers, ...subscriptions]));
const clock = { now: () => new Date('2026-06-01T00:00:00.000Z') };

function fail(error: Error): never {
  throw error;
}

/** A store that is asked both ways. */
class Both {
  private readonly plans = new Plans(schema);

  constructor(readonly db: Database) {}

  private get kit(): Toolkit {
    return { db: this.db, clock, actor: { name: 'ada' }, registry: { base: null } };
  }

  /** What plans read. */
  get from(): Readable {
    return { db: this.db, lineage: standingGraph(this.db).now };
  }

  /** The answer of the resolvers; null where they have errors. */
  async resolved(document: DocumentNode, variables: AnyQuery['variables']): Promise<string | null> {
    const contextValue = createContext({ db: this.db, actionsOf: () => createActions(this.kit), clock });
    const { data, errors } = await execute({ schema, document, variableValues: variables, contextValue });
    return errors ? null : JSON.stringify(data);
  }

  /** The answer of a plan; null where there is none. */
  async planned(document: DocumentNode, variables: AnyQuery['variables']): Promise<string | null> {
    const operation = getOperationAST(document);
    if (!operation) throw new Error('no operation');
    const data = await this.plans.answer({ document, operation }, variables, this.from);
    return data && JSON.stringify(data);
  }

  /** What each event of a subscription is told as; null where the execution of one has errors. */
  async executed(document: DocumentNode, variables: AnyQuery['variables'], events: object[]): Promise<string | null> {
    const contextValue = createContext({ db: this.db, actionsOf: () => createActions(this.kit), clock });
    const told: unknown[] = [];
    for (const rootValue of events) {
      const { data, errors } = await execute({ schema, document, variableValues: variables, contextValue, rootValue });
      if (errors) return null;
      told.push(data);
    }
    return JSON.stringify(told);
  }

  /** The same by a plan; null where there is none. */
  async told(document: DocumentNode, variables: AnyQuery['variables'], events: object[]): Promise<string | null> {
    const operation = getOperationAST(document);
    if (!operation) throw new Error('no operation');
    const data = await this.plans.events({ document, operation }, variables, this.from, events);
    return data && JSON.stringify(data);
  }

  /** The changes of contracts, as those who follow them get them. */
  async changes(): Promise<object[]> {
    const { entries } = await readLog(this.db, 0, 500);
    return entries.flatMap((each) => (each.kind === 'contract_change' ? [each.change] : []));
  }

  async names(): Promise<Names> {
    const text = `{ products(first: 60) { nodes { fqn ownership { team email } outputPorts { fqn } } edges { cursor } }
      byDay: products(first: 20, orderBy: PUBLISHED_AT_DESC) { edges { cursor } }
      contracts(first: 60) { nodes { name } edges { cursor } }
      domains { nodes { name namespaces { path } products(first: 5) { edges { cursor } } } edges { cursor } } }`;
    interface List {
      nodes: Record<string, unknown>[];
      edges: { cursor: string }[];
    }
    const answer = JSON.parse((await this.resolved(parse(text), {})) ?? '') as Record<string, List>;
    const nodes = (list: string): Record<string, unknown>[] => answer[list]?.nodes ?? [];
    return {
      products: nodes('products').map(({ fqn }) => fqn as string),
      ports: nodes('products').flatMap(({ outputPorts }) => (outputPorts as { fqn: string }[]).map(({ fqn }) => fqn)),
      owners: nodes('products').flatMap(({ ownership }) => Object.values(ownership as Record<string, string>)),
      contracts: nodes('contracts').map(({ name }) => name as string),
      domains: nodes('domains').map(({ name }) => name as string),
      namespaces: nodes('domains').flatMap(({ namespaces }) =>
        (namespaces as { path: string }[]).map(({ path }) => path),
      ),
      cursors: Object.values(answer).flatMap(({ edges }) => (edges ?? []).map(({ cursor }) => cursor)),
    };
  }
}

const mesh = generateMesh({ products: 40, seed: 7 });

async function openMesh(dialect: 'sqlite' | 'postgres'): Promise<Database> {
  const db = await openTestDatabase(dialect);
  const actions = createActions({
    db,
    clock: { now: () => new Date('2026-01-15T12:00:00Z') },
    actor: { name: null },
    registry: { base: null },
  });
  for (const manifest of mesh.manifests) await actions.publishManifest(manifest);
  for (const product of mesh.products) await actions.publishProduct(product);
  return db;
}

const DESCRIBE = `{ product(fqn: "sales.customer-360") { name version domain { name } ownership { email }
  outputPorts { name table sla { freshness } consumers(first: 50) { nodes { fqn } } }
  inputPorts { name source { ... on IngestionSource { type } ... on DataProductSource { ref } } } } }`;
const PAGE = '{ products(first: 50) { nodes { fqn domain { name } ownership { team } outputPorts { name } } } }';

/** How each store is opened, and how many queries are made for it. */
const STORES = { acme: [openAcmeDatabase, 200], 'a generated mesh': [openMesh, 400] } as const;

describe.each(databases)('plans on %s', (dialect) => {
  describe.each(Object.entries(STORES))('of %s', (_, [open, queries]) => {
    let both: Both;
    beforeAll(async () => {
      both = new Both(await open(dialect));
    });
    afterAll(() => both.db.close());

    it('answer what the resolvers answer, byte for byte, or nothing', async () => {
      const maker = new QueryMaker(schema, await both.names(), seededRandom(20_261_129));
      const went = { planned: 0, refused: 0, left: 0 };
      const statements = { planned: 0, resolved: 0 };
      // Resolvers that refuse leave statements under way, which would be counted for the next query.
      let isQuiet = true;
      for (let made = 0; made < queries;) {
        const { text, variables } = maker.next();
        const document = parse(text);
        if (validate(schema, document).length > 0) continue;
        made += 1;
        const plan = await both.db.countStatements(() => both.planned(document, variables));
        const resolvers = await both.db.countStatements(() => both.resolved(document, variables));
        const isAlone = isQuiet;
        isQuiet = resolvers.result !== null;
        if (plan.result === null) went[resolvers.result === null ? 'refused' : 'left'] += 1;
        else {
          expect({ text, variables, answer: plan.result }).toEqual({ text, variables, answer: resolvers.result });
          went.planned += 1;
          // Who asks for lineage first has its graph built, and who asks after somebody wrote has it follow.
          if (!isAlone || text.includes('lineage')) continue;
          statements.planned += plan.statements.length;
          statements.resolved += resolvers.statements.length;
        }
      }
      // Most queries have plans, some have errors, which only the resolvers tell, and some ask for what no plan knows.
      expect(went.planned).toBeGreaterThan(queries / 3);
      expect(Math.min(went.refused, went.left)).toBeGreaterThan(0);
      expect(statements.planned).toBeLessThan(statements.resolved);
    });
  });

  describe('of questions that come at once', () => {
    let both: Both;
    beforeAll(async () => {
      both = new Both(await openAcmeDatabase(dialect));
    });
    afterAll(() => both.db.close());

    const document = parse(`query ($fqn: String!, $first: Int) { product(fqn: $fqn) { fqn domain { name }
      outputPorts { name consumers(first: $first) { totalCount nodes { fqn } pageInfo { hasNextPage } } } } }`);
    const customer = 'sales.customer-360';

    it('are read as one where they differ in what they look up alone, each with its own answer', async () => {
      const { products } = await both.names();
      const asked = [...products, customer, 'no.such'].map((fqn) => ({ fqn, first: 1 }));
      const resolved = await Promise.all(asked.map((variables) => both.resolved(document, variables)));
      const alone = await both.db.countStatements(() => both.planned(document, { fqn: customer, first: 1 }));
      const together = await both.db.countStatements(() =>
        Promise.all(asked.map((variables) => both.planned(document, variables))),
      );
      expect(together.result).toEqual(resolved);
      expect(together.statements.length).toBe(alone.statements.length);
    });

    it('share what is below their pages, wherever those begin', async () => {
      const page = parse(`query ($after: Cursor, $first: Int!) { products(first: 2, after: $after) {
        nodes { fqn outputPorts { name consumers(first: $first) { nodes { fqn } } } } pageInfo { endCursor } } }`);
      const { cursors } = await both.names();
      const asked = [null, ...cursors.slice(0, 4)].map((after) => ({ after, first: 2 }));
      const alone = await both.db.countStatements(() => both.planned(page, { after: null, first: 2 }));
      const together = await both.db.countStatements(() =>
        Promise.all(asked.map((variables) => both.planned(page, variables))),
      );
      expect(together.result).toEqual(await Promise.all(asked.map((variables) => both.resolved(page, variables))));
      expect(together.statements.length).toBe(alone.statements.length + asked.length - 1);
    });

    it('are read apart where their lists are of other sizes', async () => {
      const asked = [{ first: 1 }, { first: 2 }, {}, { first: null }].map((sizes) => ({ fqn: customer, ...sizes }));
      const planned = await Promise.all(asked.map((variables) => both.planned(document, variables)));
      expect(planned).toEqual(await Promise.all(asked.map((variables) => both.resolved(document, variables))));
      expect(new Set(planned).size).toBe(2); // two consume it
    });

    it('do not fail each other', async () => {
      const asked = [customer, 'sales.\0', 'sales.opportunity-pipeline'];
      const answers = asked.map((fqn) => both.planned(document, { fqn, first: 5 }));
      const [one, none, other] = await Promise.all(answers);
      expect(none).toBeNull();
      expect([one, other]).toEqual([
        await both.resolved(document, { fqn: customer, first: 5 }),
        await both.resolved(document, { fqn: 'sales.opportunity-pipeline', first: 5 }),
      ]);
    });

    it('end with their own time, and not with that of another', async () => {
      const over = new CatalogError('LIMIT_EXCEEDED', 'over');
      const checks = [() => undefined, () => fail(over)];
      const plans = new Plans(schema);
      const operation = getOperationAST(document);
      if (!operation) throw new Error('no operation');
      const ask = (check: () => void): Promise<object | null> =>
        plans.answer({ document, operation }, { fqn: customer, first: 1 }, { ...both.from, check });
      const [goesOn] = await Promise.all(checks.map(ask));
      expect(JSON.stringify(goesOn)).toBe(await both.resolved(document, { fqn: customer, first: 1 }));
      expect(await Promise.all([ask(() => fail(over)), ask(() => fail(over))])).toEqual([null, null]);
    });
  });

  describe('of events', () => {
    let both: Both;
    let changes: object[];
    beforeAll(async () => {
      both = new Both(await openAcmeDatabase(dialect));
      changes = (await both.changes()).slice(0, 12);
    });
    afterAll(() => both.db.close());

    it('tell what executions tell, byte for byte, or nothing', async () => {
      const maker = new QueryMaker(schema, await both.names(), seededRandom(20_261_130));
      let planned = 0;
      for (let made = 0; made < 60;) {
        const { text, variables } = maker.event('contractChanged');
        const document = parse(text);
        if (validate(schema, document).length > 0) continue;
        made += 1;
        const told = await both.told(document, variables, changes);
        if (told === null) continue;
        planned += 1;
        expect({ text, variables, told }).toEqual({
          text,
          variables,
          told: await both.executed(document, variables, changes),
        });
      }
      expect(planned).toBeGreaterThan(20);
    });

    it('read what all of them lead to at once', async () => {
      const text = `subscription { contractChanged { cursor id kind before after message
        contract { name consumer { fqn } } port { fqn product { version } } } }`;
      const told = () => both.db.countStatements(() => both.told(parse(text), {}, changes));
      // A plan of the test before that was given up may still have statements under way: they are counted with the first.
      const [first, second] = [await told(), await told()];
      expect(second.result).toBe(await both.executed(parse(text), {}, changes));
      expect(second.result).toBe(first.result);
      expect(second.result).toContain('"consumer":{"fqn":');
      expect(second.statements).toHaveLength(2);
    });

    it('leave to executions what other rows or other lists are', async () => {
      const other = [
        'productPublished { fqn }',
        'contractChanged { contract { changes(first: 3) { nodes { path } } } }',
      ];
      for (const asked of other)
        expect(await both.told(parse(`subscription { ${asked} }`), {}, changes), asked).toBeNull();
    });
  });

  describe('of a few questions', () => {
    let both: Both;
    beforeAll(async () => {
      both = new Both(await openAcmeDatabase(dialect));
    });
    afterAll(() => both.db.close());
    const statements = async (text: string): Promise<readonly string[]> => {
      const planned = await both.db.countStatements(() => both.planned(parse(text), {}));
      expect(planned.result).toBe(await both.resolved(parse(text), {}));
      return planned.statements;
    };

    it('read level by level: a product in four statements, a page in two', async () => {
      expect(await statements(DESCRIBE)).toHaveLength(4);
      expect(await statements(PAGE)).toHaveLength(2);
    });

    it('read what is asked for, and no column more', async () => {
      const read = (await statements(PAGE)).join();
      for (const column of ['owner_team', 'fqn', 'name']) expect(read).toContain(`"${column}"`);
      for (const column of ['source', 'columns', 'owner_email', 'layers']) expect(read).not.toContain(`"${column}"`);
    });

    it('follow a chain of any length', async () => {
      const chain = (length: number): string => (length === 0 ? 'path' : `path parent { ${chain(length - 1)} }`);
      const ports = `{ outputPort(fqn: "sales.customer-360.customers") { namespace { ${chain(30)} } } }`;
      expect((await statements(ports)).length).toBeLessThan(10);
    });

    it('read nothing of what is skipped', async () => {
      const skipping =
        '{ products(first: 5) { nodes { fqn outputPorts @skip(if: true) { name } } totalCount @include(if: false) } }';
      expect(await statements(skipping)).toHaveLength(1);
    });

    it('find several by one name in one statement', async () => {
      const several =
        '{ a: product(fqn: "sales.customer-360") { domain { name } } b: product(fqn: "finance.nothing") { name } }';
      expect(await statements(several)).toHaveLength(1);
    });
  });
});
