import { execute, getOperationAST, parse, type ExecutionResult } from 'graphql';
import { createActions } from '../../src/actions/createActions.js';
import type { Toolkit } from '../../src/actions/kit/toolkit.js';
import { createContext } from '../../src/context.js';
import type { Database } from '../../src/entities/database.js';
import { standingGraph } from '../../src/entities/graph/StandingGraph.js';
import type { Dialect } from '../../src/entities/sql.js';
import { Plans } from '../../src/planning/Plans.js';
import { catalogResolvers } from '../../src/resolvers/index.js';
import { buildCatalogSchema } from '../../src/schema/buildSchema.js';
import { openTestDatabase } from '../support/databases.js';
import { COMPANY, NOW, publishManifests, publishSketches, type ProductSketch } from './company.js';

const { schema } = buildCatalogSchema(catalogResolvers);
const plans = new Plans(schema);

/** The data of an answer as JSON, its shape told by the test that asks. */
export type Answer = Record<string, unknown>;

/** A catalog with a schema over it, asked as the server asks. */
export class Graph {
  constructor(readonly kit: Toolkit & { readonly db: Database }) {}

  static async open(dialect: Dialect, openDatabase = openTestDatabase): Promise<Graph> {
    const db = await openDatabase(dialect);
    return new Graph({ db, clock: { now: () => new Date(NOW) }, actor: { name: 'ada' }, registry: { base: null } });
  }

  /** The company of the tests, or another. */
  static async of(dialect: Dialect, products: readonly ProductSketch[] = COMPANY): Promise<Graph> {
    const graph = await Graph.open(dialect);
    await publishManifests(graph.kit);
    await publishSketches(graph.kit, products);
    return graph;
  }

  get db(): Database {
    return this.kit.db;
  }

  async result(source: string, variables: Record<string, unknown> = {}): Promise<ExecutionResult> {
    const { db, clock } = this.kit;
    const contextValue = createContext({ db, actionsOf: () => createActions(this.kit), clock });
    const result = await execute({ schema, document: parse(source), variableValues: variables, contextValue });
    return JSON.parse(JSON.stringify(result)) as ExecutionResult;
  }

  /** The data of an answer by a plan of the whole document; null where none gives it. */
  async planned(source: string): Promise<object | null> {
    const document = parse(source);
    const operation = getOperationAST(document);
    return operation
      ? plans.answer({ document, operation }, {}, { db: this.db, lineage: standingGraph(this.db).now })
      : null;
  }

  /** The data of an answer; throws where there are errors. */
  async ask<T = Answer>(source: string, variables: Record<string, unknown> = {}): Promise<T> {
    const { data, errors } = await this.result(source, variables);
    if (errors) throw new Error(JSON.stringify(errors));
    return data as T;
  }

  /** The first error of an answer, as its code and message. */
  async refusal(source: string, variables: Record<string, unknown> = {}): Promise<{ code?: unknown; message: string }> {
    const { db, clock } = this.kit;
    const contextValue = createContext({ db, actionsOf: () => createActions(this.kit), clock });
    const { errors } = await execute({ schema, document: parse(source), variableValues: variables, contextValue });
    const [error] = errors ?? [];
    if (!error) throw new Error('it was answered');
    const { code } = (error.originalError ?? {}) as { code?: unknown };
    return { code, message: error.message };
  }

  /** How many statements an operation ran, with its data. */
  async counted<T = Answer>(
    source: string,
    variables: Record<string, unknown> = {},
  ): Promise<{ data: T; statements: number }> {
    const { result, statements } = await this.db.countStatements(() => this.ask<T>(source, variables));
    return { data: result, statements: statements.length };
  }

  close(): Promise<void> {
    return this.db.close();
  }
}
