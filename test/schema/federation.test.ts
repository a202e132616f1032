import { composeServices } from '@theguild/federation-composition';
import { graphql, parse, print, isObjectType, buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
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
    });
    expect(compose({ catalog: sdl, ratings: foreign }).errors).toBeUndefined();
  });
});
