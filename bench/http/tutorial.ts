import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import DataLoader from 'dataloader';
import express from 'express';
import { DataSource, In, IsNull, MoreThan, Not } from 'typeorm';
import { rows } from '../../src/entities/rows/index.js';
import { ContractRow } from '../../src/entities/rows/contracts/ContractRow.js';
import { DomainRow } from '../../src/entities/rows/platform/DomainRow.js';
import { InputPortRow } from '../../src/entities/rows/products/InputPortRow.js';
import { OutputPortRow } from '../../src/entities/rows/products/OutputPortRow.js';
import { ProductRow } from '../../src/entities/rows/products/ProductRow.js';
import { serve } from './serve.js';

/** The same questions as tutorials teach to answer them: Apollo Server, Express, an ORM's repositories, loaders. Its argument is the store. */
const url = process.argv[2] ?? '';
const source = await new DataSource(
  url.startsWith('sqlite:')
    ? { type: 'better-sqlite3', database: url.slice('sqlite:'.length), entities: [...rows] }
    : { type: 'postgres', url, entities: [...rows], parseInt8: true, poolSize: 10 },
).initialize();

const typeDefs = `
  scalar Cursor
  type Domain { name: String! }
  type Ownership { email: String! team: String! }
  type Sla { freshness: String availability: Float }
  type Consumers { nodes: [Product!]! }
  type IngestionSource { type: String source: String }
  type DataProductSource { ref: String }
  union Source = IngestionSource | DataProductSource
  type OutputPort { name: String! table: String sla: Sla consumers(first: Int): Consumers! }
  type InputPort { name: String! source: Source! }
  type Product { fqn: String! name: String! version: String! domain: Domain! ownership: Ownership! outputPorts: [OutputPort!]! inputPorts: [InputPort!]! }
  type Products { nodes: [Product!]! }
  type Query { product(fqn: String!): Product products(first: Int, after: Cursor): Products! }`;

const one = <T extends { id: number }>(row: new () => T) =>
  new DataLoader<number, T>(async (ids) => {
    const found = await source.getRepository<{ id: number }>(row).find({ where: { id: In([...ids]) } });
    const byId = new Map(found.map((each) => [each.id, each as T]));
    return ids.map((id) => byId.get(id) as T);
  });
const many = <T>(read: (ids: number[]) => Promise<T[]>, parent: (row: T) => number) =>
  new DataLoader<number, T[]>(async (ids) => {
    const found = await read([...ids]);
    return ids.map((id) => found.filter((each) => parent(each) === id));
  });

const contextOf = () => ({
  domains: one(DomainRow),
  products: one(ProductRow),
  outputs: many(
    (ids) =>
      source
        .getRepository(OutputPortRow)
        .find({ where: { productId: In(ids), removedAt: IsNull() }, order: { ordinal: 'ASC' } }),
    (row) => row.productId,
  ),
  inputs: many(
    (ids) => source.getRepository(InputPortRow).find({ where: { productId: In(ids) }, order: { ordinal: 'ASC' } }),
    (row) => row.productId,
  ),
  contracts: many(
    (ids) =>
      source
        .getRepository(ContractRow)
        .find({ where: { providerPortId: In(ids), status: Not('retired') }, order: { id: 'ASC' } }),
    (row) => row.providerPortId,
  ),
});
type Context = ReturnType<typeof contextOf>;

const json = (value: unknown): unknown => (typeof value === 'string' ? (JSON.parse(value) as unknown) : value);
const resolvers = {
  Query: {
    product: (_: unknown, { fqn }: { fqn: string }) => source.getRepository(ProductRow).findOneBy({ fqn }),
    products: async (_: unknown, { first, after }: { first: number; after?: string }) => {
      const fqn = after ? String((JSON.parse(Buffer.from(after, 'base64url').toString()) as unknown[])[0]) : '';
      const where = { fqn: MoreThan(fqn), retiredAt: IsNull() };
      return { nodes: await source.getRepository(ProductRow).find({ where, order: { fqn: 'ASC' }, take: first }) };
    },
  },
  Product: {
    domain: (row: ProductRow, _: unknown, context: Context) => context.domains.load(row.domainId),
    ownership: (row: ProductRow) => ({ email: row.ownerEmail, team: row.ownerTeam }),
    outputPorts: (row: ProductRow, _: unknown, context: Context) => context.outputs.load(row.id),
    inputPorts: (row: ProductRow, _: unknown, context: Context) => context.inputs.load(row.id),
  },
  OutputPort: {
    table: (row: OutputPortRow) => row.tableName,
    sla: (row: OutputPortRow) => json(row.sla),
    consumers: async (row: OutputPortRow, { first }: { first: number }, context: Context) => {
      const contracts = (await context.contracts.load(row.id)).slice(0, first);
      return { nodes: await context.products.loadMany(contracts.map((each) => each.consumerProductId)) };
    },
  },
  InputPort: { source: (row: InputPortRow) => row },
  Source: {
    __resolveType: (row: InputPortRow) => (row.sourceKind === 'ingestion' ? 'IngestionSource' : 'DataProductSource'),
  },
  IngestionSource: { type: (row: InputPortRow) => row.sourceType, source: (row: InputPortRow) => row.sourceName },
};

const apollo = new ApolloServer<Context>({ typeDefs, resolvers });
await apollo.start();
const app = express();
app.use('/graphql', express.json(), expressMiddleware(apollo, { context: async () => contextOf() }));
serve(app);
