import { describe, expect, it } from 'vitest';
import { challengesOf } from '../../../src/adapters/oci/challenge.js';

describe('what a registry wants to know', () => {
  it.each([
    ['Basic realm="Registry Realm"', [['basic', { realm: 'Registry Realm' }]]],
    [
      'Bearer realm="https://auth.acme.com/token",service="registry.acme.com",scope="repository:p:pull,push"',
      [
        [
          'bearer',
          { realm: 'https://auth.acme.com/token', service: 'registry.acme.com', scope: 'repository:p:pull,push' },
        ],
      ],
    ],
    [
      'Negotiate, Basic realm="a, Bearer b", bearer Realm=https://auth.acme.com/t , error="say \\"please\\""',
      [
        ['negotiate', {}],
        ['basic', { realm: 'a, Bearer b' }],
        ['bearer', { realm: 'https://auth.acme.com/t', error: 'say "please"' }],
      ],
    ],
    ['', []],
  ])('%s', (header, challenges) => {
    expect(challengesOf(header).map(({ scheme, parameters }) => [scheme, parameters])).toEqual(challenges);
  });
});
