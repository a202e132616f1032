import { describe, expect, it } from 'vitest';
import { parseReference } from '../../../src/adapters/oci/reference.js';

const DIGEST = `sha256:${'0a'.repeat(32)}`;

describe('a ref of a registry', () => {
  it.each([
    ['oci://registry.acme.com/enterprise-platform:v1.0.0', 'registry.acme.com', 'enterprise-platform', 'v1.0.0', null],
    ['oci://localhost:5000/domains/sales-platform:v2.1.0', 'localhost:5000', 'domains/sales-platform', 'v2.1.0', null],
    ['oci://[::1]:5000/a__b/c-d.e:latest', '[::1]:5000', 'a__b/c-d.e', 'latest', null],
    [`oci://Registry.Acme.com/p@${DIGEST}`, 'registry.acme.com', 'p', null, DIGEST],
    [`oci://registry.acme.com/p:v1.0.0@${DIGEST}`, 'registry.acme.com', 'p', 'v1.0.0', DIGEST],
  ])('%s is read', (text, host, repository, tag, digest) => {
    expect(parseReference(text)).toEqual({ text, host, repository, tag, digest });
  });

  it.each([
    ['registry.acme.com/p:v1', 'it is no ref of a registry'],
    ['https://registry.acme.com/p:v1', 'it is no ref of a registry'],
    ['oci://registry.acme.com', '"" is no path of a repository'],
    ['oci:///p:v1', '"" is no host of a registry'],
    ['oci://user:secret@registry.acme.com/p:v1', '"user:secret@registry.acme.com" is no host of a registry'],
    ['oci://registry.acme.com/Sales:v1', '"Sales" is no path of a repository'],
    ['oci://registry.acme.com/../p:v1', '"../p" is no path of a repository'],
    ['oci://registry.acme.com/p', 'it names neither a tag nor a digest'],
    ['oci://registry.acme.com/p:', '"" is no tag'],
    ['oci://registry.acme.com/p:v1.0.0+build', '"v1.0.0+build" is no tag'],
    ['oci://registry.acme.com/p:v1?x=/', '"v1?x=/" is no tag'],
    ['oci://registry.acme.com/p@sha256:abc', '"sha256:abc" is no sha256 digest'],
    [`oci://registry.acme.com/${'p'.repeat(600)}:v1`, '627 characters, 512 are the most'],
  ])('%.60s is refused, and it is said which part is wrong', (text, what) => {
    expect(() => parseReference(text)).toThrow(what);
    expect(() => parseReference(text)).toThrow(/expected oci:\/\/host\/path:vX\.Y\.Z.*\(REFERENCE_INVALID\)$/);
  });
});
