// The provider beside a catalog, with the rules of Backstage's catalog in place of its engine (docs/clients.md).
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  DefaultNamespaceEntityPolicy,
  domainEntityV1alpha1Validator,
  EntityPolicies,
  FieldFormatEntityPolicy,
  getCompoundEntityRef,
  GroupDefaultParentEntityPolicy,
  groupEntityV1alpha1Validator,
  NoForeignRootFieldsEntityPolicy,
  parseEntityRef,
  SchemaValidEntityPolicy,
  stringifyEntityRef,
  systemEntityV1alpha1Validator,
  type Entity,
} from '@backstage/catalog-model';
import type { EntityProviderConnection, EntityProviderMutation } from '@backstage/plugin-catalog-node';
import { Catalog, Refused } from './catalog';
import { nameOf } from './entities';
import { FloeEntityProvider } from './FloeEntityProvider';
import { catalogModuleFloe } from './module';

const catalog = new Catalog(process.env['FLOE_CATALOG_URL'] ?? 'http://127.0.0.1:4000');

// What the catalog of Backstage does with each entity before it takes it.
const policies = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new DefaultNamespaceEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
  new FieldFormatEntityPolicy(),
  new GroupDefaultParentEntityPolicy('group:default/everybody'),
]);
const kinds = [
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  domainEntityV1alpha1Validator,
  groupEntityV1alpha1Validator,
  systemEntityV1alpha1Validator,
];

/** Of the fields of a spec that lead to other entities, the kind that is meant where none is written. */
const REFS: Readonly<Record<string, string>> = {
  owner: 'Group',
  system: 'System',
  domain: 'Domain',
  providesApis: 'API',
  consumesApis: 'API',
  dependsOn: 'Component',
};
const refsOf = ({ spec }: Entity): string[] =>
  Object.entries(REFS).flatMap(([field, defaultKind]) =>
    [spec?.[field] ?? []].flat().map((ref) => stringifyEntityRef(parseEntityRef(String(ref), { defaultKind }))),
  );

/** What stands, by ref; and each mutation as it came. */
const standing = new Map<string, Entity>();
const mutations: EntityProviderMutation['type'][] = [];

async function take(entity: Entity): Promise<void> {
  const valid = await policies.enforce(structuredClone(entity));
  assert.ok(valid, `${entity.metadata.name} is no entity`);
  const known = await Promise.all(kinds.map((kind) => kind.check(valid)));
  assert.deepEqual(known.filter(Boolean), [true], `${entity.kind} is one of Backstage's kinds`);
  assert.ok(getCompoundEntityRef(valid).namespace === 'default');
  standing.set(stringifyEntityRef(valid), valid);
}

const connection: EntityProviderConnection = {
  async applyMutation(mutation) {
    if (mutation.type === 'full') standing.clear();
    else for (const gone of mutation.removed) standing.delete('entityRef' in gone ? gone.entityRef : '');
    const { [mutation.type === 'full' ? 'entities' : 'added']: come } = mutation as unknown as Record<
      string,
      readonly { entity: Entity }[]
    >;
    for (const { entity } of come ?? []) await take(entity);
    for (const [ref, entity] of standing)
      for (const other of refsOf(entity)) assert.ok(standing.has(other), `${ref} leads to ${other}, which is not there`);
    mutations.push(mutation.type);
  },
  refresh: () => Promise.resolve(),
};

const warnings: string[] = [];
const provider = new FloeEntityProvider(catalog, { info: () => undefined, warn: (text) => warnings.push(text) }, 50);
await provider.connect(connection);

/** Waits until this holds; fails after half a minute. */
async function until(what: string, holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries += 1) {
    assert.ok(tries < 600, `${what}: it did not come. ${warnings.at(-1) ?? ''}`);
    await sleep(50);
  }
}

await until('everything', () => mutations.includes('full'));
const products = await catalog.products();
for (const { fqn, outputPorts } of products) {
  assert.ok(standing.has(`component:default/${nameOf(fqn)}`));
  for (const port of outputPorts) assert.ok(standing.has(`api:default/${nameOf(port.fqn)}`));
}
const spec = standing.get('component:default/sales.customer-360')?.spec;
assert.equal(spec?.['owner'], 'group:sales-analytics');
assert.deepEqual(spec['consumesApis'], ['api:marketing.campaign-attribution.customer_interactions']);
assert.deepEqual(spec['dependsOn'], ['component:marketing.campaign-attribution']);
assert.match(String(standing.get('api:default/sales.customer-360.customers')?.spec?.['definition']), /^apiVersion: v3/);
console.log(`backstage: ${standing.size} entities are valid, of ${products.length} products`);

const document = (version: string, port: string): string => `apiVersion: floe.dev/v1
kind: DataProduct
metadata: { name: lead-scores, version: "${version}", description: "Leads, scored" }
domain: { ref: "oci://registry.acme.com/domains/sales-platform:v2.1.0" }
ownership: { team: lead-scoring, email: lead-scoring@acme.com }
output_ports:
  - name: ${port}
    description: "A score a customer"
    table: sales.gold.lead_${port}
    schema:
      columns:
        - { name: customer_id, type: string, required: true, description: "Whose" }
        - { name: score, type: number, required: true, description: "From 0 to 1" }
    sla: { freshness: 24h, availability: 99% }
    access: { default: allow }
input_ports:
  - name: customers
    description: "Who is scored"
    source: { type: data_product, ref: sales.customer-360.customers }
    freshness_requirement: 24h
schedule: { cron: "0 6 * * *" }
`;

const PUBLISH = `mutation Publish($input: CompileProductInput!) { publishProduct(input: $input) {
  userErrors { message } compilation { diagnostics(severity: ERROR) { message } } } }`;
async function publish(version: string, port: string): Promise<void> {
  const { publishProduct } = await catalog.ask<{ publishProduct: { userErrors: object[]; compilation: object } }>(
    PUBLISH,
    { input: { source: document(version, port) } },
  );
  assert.deepEqual([publishProduct.userErrors, publishProduct.compilation], [[], { diagnostics: [] }]);
}

const component = 'component:default/sales.lead-scores';
await publish('1.0.0', 'scores');
await until('a product that is published', () => standing.has(component));
assert.ok(standing.has('api:default/sales.lead-scores.scores') && standing.has('group:default/lead-scoring'));
await publish('2.0.0', 'ranks');
await until('a port in place of another', () => standing.has('api:default/sales.lead-scores.ranks'));
assert.ok(!standing.has('api:default/sales.lead-scores.scores'));

const { retireProduct } = await catalog.ask<{ retireProduct: { userErrors: object[] } }>(
  `mutation { retireProduct(input: { fqn: "sales.lead-scores", reason: "It was an example." }) { userErrors { message } } }`,
);
assert.deepEqual(retireProduct.userErrors, []);
await until('a product that is retired', () => !standing.has(component));
assert.ok(![...standing.keys()].some((ref) => ref.includes('lead-scores')));
assert.deepEqual(mutations, ['full', 'delta', 'delta', 'delta']);
console.log('backstage: a product that is published, changed and retired comes, changes and goes');

await assert.rejects(catalog.changes('nowhere', new AbortController().signal).next(), Refused);
assert.equal(typeof catalogModuleFloe, 'object');
const long = 'sales.a-product-with-a-name-that-is-rather-long.and-a-port-with-a-name-that-is-long-too';
assert.ok(nameOf(long).length <= 63 && nameOf(long) !== nameOf(`${long}s`));
assert.deepEqual(warnings, []);
provider.stop();
