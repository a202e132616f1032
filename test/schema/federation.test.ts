import { readFileSync } from 'node:fs';
import path from 'node:path';
import { composeServices } from '@theguild/federation-composition';
import { graphql, parse, print, isObjectType, buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { argumentWeightOf, lengthOf, weightOf } from '../../src/schema/weights.js';
import { servedSchema, servedSdl } from './served.js';

const foreign = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])
  type DataProduct @key(fields: "fqn") { fqn: String! rating: Float }
  type Query { bestRated: DataProduct }
`;

const compose = (services: Record<string, string>) =>
  composeServices(
    Object.entries(services).map(([name, sdl]) => ({ name, typeDefs: parse(sdl), url: `http://${name}.example` })),
  );

describe('the subgraph', () => {
  it('composes alone', () => {
    const { errors, supergraphSdl } = compose({ catalog: servedSdl });
    expect(errors).toBeUndefined();
    expect(supergraphSdl).toContain('type DataProduct');
  });

  it('composes with one that adds to a product by its fqn', () => {
    const { errors, supergraphSdl } = compose({ catalog: servedSdl, ratings: foreign });
    expect(errors).toBeUndefined();
    const product = buildSchema(supergraphSdl ?? '', { assumeValidSDL: true }).getType('DataProduct');
    expect(isObjectType(product) && Object.keys(product.getFields())).toEqual(
      expect.arrayContaining(['rating', 'outputPorts']),
    );
  });

  it('does not compose with one that takes the fqn for a number', () => {
    const { errors } = compose({ catalog: servedSdl, ratings: foreign.replace('fqn: String!', 'fqn: Int!') });
    expect(errors?.map(String).join()).toMatch(/fqn/);
  });

  it('gives its type definitions to the gateway, with both keys of each entity', async () => {
    const { data, errors } = await graphql({ schema: servedSchema, source: '{ _service { sdl } }' });
    expect(errors).toBeUndefined();
    const { sdl } = data?.['_service'] as { sdl: string };
    const keys = new Map<string, string[]>();
    for (const node of parse(sdl).definitions) {
      if (!('directives' in node) || !('name' in node) || !node.name) continue;
      const found = (node.directives ?? []).filter((each) => each.name.value === 'key').map((each) => print(each));
      if (found.length > 0) keys.set(node.name.value, [...(keys.get(node.name.value) ?? []), ...found].sort());
    }
    const both = (name: string): string[] => [`@key(fields: "${name}")`, '@key(fields: "id")'].sort();
    expect(Object.fromEntries(keys)).toEqual({
      DataContract: both('name'),
      DataProduct: both('fqn'),
      Domain: both('name'),
      LayerNamespace: both('path'),
      OutputPort: both('fqn'),
      Term: both('name'),
    });
    expect(compose({ catalog: sdl, ratings: foreign }).errors).toBeUndefined();
  });

  it('hides from clients of a supergraph what is for operators alone, with the types that nothing else speaks of', () => {
    const hidden: string[] = [];
    for (const node of parse(servedSdl).definitions) {
      if (!('name' in node) || !node.name) continue;
      const fields = 'fields' in node ? (node.fields ?? []) : [];
      for (const each of [node, ...fields]) {
        const marks = (each.directives ?? []).map((mark) => print(mark));
        if (!marks.includes('@inaccessible')) continue;
        expect(marks).toContain('@tag(name: "operator")');
        hidden.push('name' in each && each !== node ? `${node.name.value}.${each.name?.value}` : node.name.value);
      }
    }
    const page = readFileSync(path.join(import.meta.dirname, '../../docs/federation.md'), 'utf8');
    const told = hidden.filter((each) => each.includes('.')).map((each) => each.replace(/^.*\./, ''));
    for (const each of told) expect(page).toContain(`\`${each}\``);
    expect(hidden.sort()).toEqual([
      'AddDatasetAliasInput',
      'ApiToken',
      'ApiTokenConnection',
      'ApiTokenEdge',
      'AuditEvent',
      'AuditEventConnection',
      'AuditEventEdge',
      'AuditFilter',
      'CreateTokenInput',
      'CreateTokenPayload',
      'CreateWebhookInput',
      'CreateWebhookInput.format',
      'CreateWebhookPayload',
      'DatasetAlias',
      'DatasetAliasConnection',
      'DatasetAliasEdge',
      'DatasetAliasPayload',
      'DeleteWebhookInput',
      'Delivery',
      'DeliveryConnection',
      'DeliveryEdge',
      'DeliveryStatus',
      'Drift',
      'DriftKind',
      'IngestDbtInput',
      'IngestPayload',
      'Mutation.addDatasetAlias',
      'Mutation.createToken',
      'Mutation.createWebhook',
      'Mutation.deleteWebhook',
      'Mutation.ingestDbt',
      'Mutation.redeliver',
      'Mutation.revokeToken',
      'Mutation.updateWebhook',
      'Query.auditEvents',
      'Query.catalogDrift',
      'Query.datasetAliases',
      'Query.tokens',
      'Query.unmatchedDatasets',
      'Query.webhook',
      'Query.webhooks',
      'RedeliverInput',
      'RevokeTokenInput',
      'RevokeTokenPayload',
      'UnmatchedDataset',
      'UnmatchedDatasetConnection',
      'UnmatchedDatasetEdge',
      'UpdateWebhookInput',
      'Webhook',
      'WebhookConnection',
      'WebhookEdge',
      'WebhookFormat',
      'WebhookPayload',
    ]);
  });

  it('tells gateways what fields cost, as the catalog reckons it', () => {
    const marksOf = (type: string, field: string): string[] => {
      const found = parse(servedSdl).definitions.find((each) => 'name' in each && each.name?.value === type);
      const fields = found && 'fields' in found ? (found.fields ?? []) : [];
      return (fields.find(({ name }) => name.value === field)?.directives ?? []).map((each) => print(each));
    };
    expect(marksOf('Query', 'search')).toEqual([
      `@cost(weight: ${weightOf('Query', 'search') + 1})`,
      '@listSize(assumedSize: 50, slicingArguments: ["first"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)',
    ]);
    expect(marksOf('OutputPort', 'columns')).toEqual([`@listSize(assumedSize: ${lengthOf('OutputPort.columns')})`]);
    expect(marksOf('Mutation', 'publishProduct')).toEqual(['@cost(weight: 2001)']);
    expect(marksOf('DataProduct', 'source')).toEqual(['@cost(weight: 150)']);
    expect(marksOf('DataProduct', 'fqn')).toEqual([]);
    // What is told of an argument is what is held: lineage as it was costs more than other things that were.
    const told = [...servedSdl.matchAll(/asOf: DateTime @cost\(weight: (\d+)\)/g)].map(([, weight]) => Number(weight));
    expect(told.length).toBe(servedSdl.match(/asOf: /g)?.length);
    expect(new Set(told)).toEqual(
      new Set([argumentWeightOf('Query', 'lineage', 'asOf'), argumentWeightOf('Query', 'product', 'asOf')]),
    );
  });
});
