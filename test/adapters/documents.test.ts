import { describe, expect, it } from 'vitest';
import type { compileHere } from '../../src/actions/compiling/compileHere.js';
import { createActions } from '../../src/actions/createActions.js';
import { compileOffLoop } from '../../src/adapters/compileOffLoop.js';
import { createContext } from '../../src/context.js';
import { graphql } from 'graphql';
import { catalogResolvers } from '../../src/resolvers/index.js';
import { buildCatalogSchema } from '../../src/schema/buildSchema.js';
import { acmeManifest, acmeProduct, ACME_MANIFESTS } from '../support/acme.js';
import { atEnd } from '../support/atEnd.js';
import { startBuiltThread } from '../support/built.js';
import { openTestDatabase } from '../support/databases.js';

const FQN = 'sales.customer-360';
const DOCUMENTS = [
  `product(fqn: "${FQN}") { source(format: ODPS) }`,
  `product(fqn: "${FQN}") { outputPorts { source(format: ODCS) avro: source(format: AVRO) } }`,
  'contracts(first: 5) { nodes { source versions(first: 2) { nodes { source } } } }',
];

describe('documents that are given out', () => {
  it(
    'are written in this thread where they are small, and in another where they are large: the same',
    { timeout: 240_000 },
    async () => {
      const db = await openTestDatabase('sqlite');
      atEnd(() => db.close());
      const clock = { now: () => new Date() };
      const kit = { db, clock, actor: { name: null }, registry: { base: null } };
      const actions = createActions(kit);
      for (const { file } of ACME_MANIFESTS) await actions.publishManifest(acmeManifest(file));
      for (const name of ['enterprise/reference-data', 'sales/customer-360', 'sales/opportunity-pipeline'])
        await actions.publishProduct(acmeProduct(name));
      const { schema } = buildCatalogSchema(catalogResolvers);
      const crashes: Error[] = [];
      const offLoop = (compileInlineKb: number) => {
        const config = { compileThreads: 1, compileInlineKb, compileMemoryMb: 512, compileLimitSeconds: 60 };
        const made = compileOffLoop(config, startBuiltThread, (error) => crashes.push(error));
        atEnd(() => made.pool.close());
        return made;
      };
      const given = async (compiling: typeof compileHere, fields: string): Promise<unknown> => {
        const contextValue = createContext({ db, actionsOf: () => actions, clock, compiling });
        const { data, errors } = await graphql({ schema, source: `{ ${fields} }`, contextValue });
        expect(errors).toBeUndefined();
        return data;
      };
      for (const fields of DOCUMENTS) {
        const [small, large] = [offLoop(1_000), offLoop(0)];
        const here = await given(small.compiling, fields);
        expect(JSON.stringify(here).length).toBeGreaterThan(500);
        expect(await given(large.compiling, fields)).toEqual(here);
        expect([small.pool.threads, large.pool.threads]).toEqual([0, 1]);
      }
      expect(crashes).toEqual([]);
    },
  );
});
