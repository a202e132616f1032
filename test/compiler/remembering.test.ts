import { describe, expect, it } from 'vitest';
import { remembering } from '../../src/compiler/values/remembering.js';
import { resolvePlatform } from '../../src/compiler/inherit/resolvePlatform.js';

describe('a function that remembers', () => {
  const counting = () => {
    const asked: string[] = [];
    const answer = remembering((one: string, other: string) => {
      asked.push(`${one} ${other}`);
      return one === '' ? null : `${one}!`;
    });
    return { asked, answer };
  };

  it('answers the same texts once, null too, and tells apart what only reads alike', () => {
    const { asked, answer } = counting();
    expect([answer('a', 'b'), answer('a', 'b'), answer('', 'b'), answer('', 'b'), answer('a b', '')]).toEqual([
      'a!',
      'a!',
      null,
      null,
      'a b!',
    ]);
    expect(asked).toEqual(['a b', ' b', 'a b ']);
  });

  it('lets go of what was asked longest ago, and keeps no long texts', () => {
    const { asked, answer } = counting();
    answer('first', '');
    for (let nth = 0; nth < 499; nth += 1) answer(`${nth}`, '');
    answer('first', '');
    answer('one more', '');
    answer('first', '');
    answer('0', '');
    expect(asked.filter((each) => ['first ', '0 '].includes(each))).toEqual(['first ', '0 ', '0 ']);
    const long = 'x'.repeat(500);
    expect([answer(long, ''), answer(long, '')]).toEqual([`${long}!`, `${long}!`]);
    expect(asked.filter((each) => each.startsWith('xx'))).toHaveLength(2);
  });
});

describe('the platform of a chain', () => {
  const manifest = (name: string, more = '') =>
    `apiVersion: floe.dev/v1\nkind: Manifest\nmetadata: {name: ${name}, version: "1.0.0", scope: ${name}}\n${more}`;
  const published = (name: string, content: string) => ({
    ref: `oci://example.com/${name}:v1.0.0`,
    found: {
      name,
      version: '1.0.0',
      ref: `oci://example.com/${name}:v1.0.0`,
      digest: 'sha256:same',
      artifactDigest: null,
      source: { path: `${name}.yaml`, content },
    },
  });
  const domain = published(
    'domain',
    manifest(
      'domain',
      'parent: {ref: "oci://example.com/enterprise:v1.0.0"}\ndomain: {name: sales, namespace: sales}\ndata_architecture: {pattern: medallion}\n',
    ),
  );
  const enterprise = (coverage: number) =>
    published(
      'enterprise',
      manifest(
        'enterprise',
        `governance: {quality_gates: {minimum_test_coverage: ${coverage}}}\ndomains:\n  - {name: sales, namespace: sales, owners: [a@example.com]}\n`,
      ),
    );
  const coverageUnder = (coverage: number) =>
    resolvePlatform(domain.ref, null, [domain, enterprise(coverage)]).platform?.minimumTestCoverage?.value;

  it('is made once, and anew where a manifest above it says something else', () => {
    const [first, second] = [1, 2].map(() => resolvePlatform(domain.ref, null, [domain, enterprise(70)]));
    expect(first?.platform).not.toBeNull();
    expect(second?.platform).toBe(first?.platform);
    expect([coverageUnder(70), coverageUnder(80), coverageUnder(70)]).toEqual([70, 80, 70]);
  });
});
