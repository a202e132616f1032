import { describe, expect, it } from 'vitest';
import type { CompiledGrant } from '../../../src/compiler/artifact.js';
import {
  domainPlace,
  namedRoles,
  namespaceGrantPlace,
  portAccessPlace,
} from '../../../src/compiler/access/accessPlaces.js';

const PRODUCT = {
  path: 'data-product.yaml',
  content: `output_ports:
  - name: a
    access:
      default: allow
      grants:
        - domain: finance
          access: read
        - {domain: finance, access: read_write}
  - name: b
    access: {grants: []}
`,
};
const MANIFEST = {
  path: 'manifest.yaml',
  content: `domain: {name: sales}
domains:
  - name: finance
catalog_structure:
  namespaces:
    - name: gold
      grants: [{role: analysts, access: READ}]
    - name: sales.gold
      grants:
        - role: analysts
          access: READ_WRITE
`,
};
const finance = (access: CompiledGrant['access']): { grant: CompiledGrant } => ({
  grant: { grantee: 'finance', granteeKind: 'domain', access },
});
const analysts = (access: CompiledGrant['access']): CompiledGrant => ({
  grantee: 'analysts',
  granteeKind: 'role',
  access,
});

describe('where a document says who may read', () => {
  it.each([
    ['a', finance('read'), 6, 11],
    ['a', finance('read_write'), 8, 11],
    ['a', 'default', 4, 7],
    ['a', 'block', 3, 5],
    ['b', finance('read'), 10, 13],
    ['b', 'default', 10, 5],
  ] as const)('of port %s %o is line %i, column %i', (port, part, line, column) => {
    expect(portAccessPlace(PRODUCT, port, part)).toEqual({ file: 'data-product.yaml', line, column });
  });

  it('is nowhere for a port that it has not, and in a text that is no document', () => {
    expect(portAccessPlace(PRODUCT, 'c', 'block')).toBeNull();
    expect(portAccessPlace({ path: 'x', content: '{' }, 'a', 'block')).toBeNull();
  });

  it('is the grant of a namespace, by its short name too where the manifest is of a domain', () => {
    const line = (access: CompiledGrant['access'], root: string | null): number | undefined =>
      namespaceGrantPlace(MANIFEST, 'sales.gold', analysts(access), root)?.line;
    expect([line('read', 'sales'), line('read_write', 'sales')]).toEqual([7, 10]);
    expect([line('read', null), line('read_write', null)]).toEqual([undefined, 10]);
    expect(
      namespaceGrantPlace(MANIFEST, 'sales.gold', { ...analysts('read'), granteeKind: 'domain' }, null),
    ).toBeNull();
  });

  it('is where the domain is named, its own or one that it registers', () => {
    expect(domainPlace(MANIFEST, 'sales')).toEqual({ file: 'manifest.yaml', line: 1, column: 16 });
    expect(domainPlace(MANIFEST, 'finance')).toEqual({ file: 'manifest.yaml', line: 3, column: 11 });
    expect(domainPlace(MANIFEST, 'risk')).toBeNull();
  });

  it('knows the roles that namespaces name', () => {
    expect(namedRoles(MANIFEST)).toEqual(['analysts']);
    expect(namedRoles(PRODUCT)).toEqual([]);
  });
});
