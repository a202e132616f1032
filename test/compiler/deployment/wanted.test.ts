import { describe, expect, it } from 'vitest';
import type { CompiledGrant } from '../../../src/compiler/artifact.js';
import { roleOf, wantedOf, type MeshAccess } from '../../../src/compiler/deployment/wanted.js';

const grant = (
  grantee: string,
  access: CompiledGrant['access'] = 'read',
  granteeKind: CompiledGrant['granteeKind'] = 'role',
): CompiledGrant => ({ grantee, granteeKind, access });

const MESH: MeshAccess = {
  namespaces: [
    { path: 'enterprise', domain: null, grants: [grant('analysts')] },
    { path: 'sales', domain: 'sales', grants: [grant('sales', 'read_write', 'domain')] },
    { path: 'sales.gold', domain: 'sales', grants: [grant('analysts'), grant('sales', 'read_write', 'domain')] },
    { path: 'finance.facts', domain: 'finance', grants: [] },
  ],
  ports: [
    {
      table: 'sales.gold.customers',
      domain: 'sales',
      access: {
        default: 'deny',
        grants: [grant('marketing', 'read', 'domain'), grant('finance.revenue-metrics', 'read', 'product')],
      },
    },
    { table: 'finance.facts.revenue', domain: 'finance', access: { default: 'allow', grants: [] } },
  ],
};

const grantsOf = (domain: string | null, mesh = MESH): string[] =>
  wantedOf(mesh, domain).grants.map(
    ({ role, namespace, table, access }) => `${role} ${access} ${namespace}${table === null ? '' : `.${table}`}`,
  );

describe('what is to stand in a catalog of tables', () => {
  it('is every namespace with those above it, roots first, once', () => {
    expect(wantedOf(MESH, null).namespaces).toEqual([
      ...['enterprise', 'finance', 'sales'],
      ...['finance.facts', 'sales.gold'],
    ]);
  });

  it('is the grants of namespaces and of output ports; to read a port that allows it by default is for everybody', () => {
    expect(grantsOf(null)).toEqual([
      'analysts read enterprise',
      'everybody read finance.facts.revenue',
      'domain:sales read_write sales',
      'domain:marketing read sales.gold.customers',
      'product:finance.revenue-metrics read sales.gold.customers',
      'analysts read sales.gold',
      'domain:sales read_write sales.gold',
    ]);
  });

  it('is of one domain what is its own', () => {
    expect(wantedOf(MESH, 'finance').namespaces).toEqual(['finance', 'finance.facts']);
    expect(grantsOf('finance')).toEqual(['everybody read finance.facts.revenue']);
  });

  it('has the namespace of a port that nobody declared, and none for a table without one', () => {
    const port = (table: string): MeshAccess['ports'][number] => ({
      table,
      domain: 'sales',
      access: { default: 'deny', grants: [grant('analysts')] },
    });
    const ports = [port('sales.extra.orders'), port('orders')];
    expect(wantedOf({ namespaces: [], ports }, 'sales').namespaces).toEqual(['sales', 'sales.extra']);
    expect(grantsOf('sales', { namespaces: [], ports })).toEqual(['analysts read sales.extra.orders']);
  });

  it('grants the widest of several, whichever comes first', () => {
    for (const grants of [
      [grant('analysts'), grant('analysts', 'read_write')],
      [grant('analysts', 'read_write'), grant('analysts')],
    ])
      expect(grantsOf(null, { namespaces: [{ path: 'sales', domain: 'sales', grants }], ports: [] })).toEqual([
        'analysts read_write sales',
      ]);
  });

  it('has a role of its own for each grantee, whatever roles are called', () => {
    const roles = [
      grant('sales', 'read', 'domain'),
      grant('domain:sales'),
      grant('role:domain:sales'),
      grant('sales'),
      grant('sales', 'read', 'product'),
    ].map(roleOf);
    expect(roles).toEqual(['domain:sales', 'role:domain:sales', 'role:role:domain:sales', 'sales', 'product:sales']);
  });
});
