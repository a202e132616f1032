import { describe, expect, it } from 'vitest';
import { graphqlAddress } from '../../src/cli/catalog/Client.js';

describe('FLOE_CATALOG_URL', () => {
  it.each([
    ['http://localhost:4000', 'http://localhost:4000/graphql'],
    ['http://localhost:4000/', 'http://localhost:4000/graphql'],
    ['http://localhost:4000/graphql', 'http://localhost:4000/graphql'],
    ['http://localhost:4000/graphql/', 'http://localhost:4000/graphql'],
    ['https://data.acme.com/catalog/graphql//', 'https://data.acme.com/catalog/graphql'],
    ['http://[::1]:4000', 'http://[::1]:4000/graphql'],
  ])('%s is asked at %s', (given, asked) => expect(graphqlAddress(given)).toBe(asked));

  it.each(['localhost:4000', 'catalog', 'ftp://host/graphql', 'http://'])('%s is refused in a line', (given) =>
    expect(() => graphqlAddress(given)).toThrow(
      `"${given}" is no address of a catalog: expected e.g. FLOE_CATALOG_URL=`,
    ),
  );
});
