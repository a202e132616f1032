import type { CompiledAccess, CompiledGrant } from '../artifact.js';
import { compareText } from '../values/compareText.js';

/** A namespace of the catalog tree with who may do what in it. */
export interface DeployedNamespace {
  /** Dotted: `sales.gold`. */
  readonly path: string;
  /** Whose it is; null for what the enterprise shares. */
  readonly domain: string | null;
  readonly grants: readonly CompiledGrant[];
}

/** An output port: its table and who may read it. */
export interface DeployedPort {
  /** `sales.gold.customers` */
  readonly table: string;
  readonly domain: string;
  readonly access: Pick<CompiledAccess, 'default' | 'grants'>;
}

/** All that the catalog says of who may do what with which data. */
export interface MeshAccess {
  readonly namespaces: readonly DeployedNamespace[];
  readonly ports: readonly DeployedPort[];
}

/** What a role may do in a namespace, or with one table of it. */
export interface WantedGrant {
  readonly role: string;
  readonly namespace: string;
  /** null: with all of the namespace. */
  readonly table: string | null;
  readonly access: CompiledGrant['access'];
}

/** What is to stand in the catalog of tables. */
export interface Wanted {
  /** The domain that it is all of; null for the whole mesh. */
  readonly domain: string | null;
  /** Dotted, what lies above before what lies in it. */
  readonly namespaces: readonly string[];
  readonly grants: readonly WantedGrant[];
}

/** Whom `access.default: allow` grants to read. */
const EVERYBODY_ROLE = 'everybody';

const KINDS = /^(domain|product|role):/;

/**
 * The role that stands for a grantee: a role by its own name, a domain (its pipelines, decision 11) and a product as they
 * are named everywhere, `domain:sales`, `product:sales.customer-360`. No two grantees have one role.
 */
export function roleOf({ grantee, granteeKind }: Pick<CompiledGrant, 'grantee' | 'granteeKind'>): string {
  return granteeKind === 'role' && !KINDS.test(grantee) ? grantee : `${granteeKind}:${grantee}`;
}

/** A path before its last dot, and the part after it. */
function split(path: string): { readonly above: string; readonly last: string } {
  const dot = path.lastIndexOf('.');
  return { above: path.slice(0, Math.max(dot, 0)), last: path.slice(dot + 1) };
}

/** The path and all above it, the root first. */
const withAbove = (path: string): string[] =>
  path.split('.').map((_, index, parts) => parts.slice(0, index + 1).join('.'));

function grantsOfPort({ table, access }: DeployedPort): WantedGrant[] {
  const { above: namespace, last } = split(table);
  const everybody = access.default === 'allow' ? [{ role: EVERYBODY_ROLE, access: 'read' as const }] : [];
  const stated = access.grants.map((grant) => ({ role: roleOf(grant), access: grant.access }));
  return [...everybody, ...stated].map((grant) => ({ ...grant, namespace, table: last }));
}

/** One grant a role and place, the widest. */
function widest(grants: readonly WantedGrant[]): WantedGrant[] {
  const byPlace = new Map<string, WantedGrant>();
  for (const grant of grants) {
    const key = JSON.stringify([grant.namespace, grant.table, grant.role]);
    if (byPlace.get(key)?.access !== 'read_write') byPlace.set(key, grant);
  }
  return [...byPlace].sort(([a], [b]) => compareText(a, b)).map(([, grant]) => grant);
}

/**
 * What is to stand in the catalog of tables, of one domain or of all (ADR-0021, Layer-to-Namespace Mapping, Catalog
 * Structure in Data Mesh, output ports: access): every namespace with those above it, and each grant once.
 */
export function wantedOf({ namespaces, ports }: MeshAccess, domain: string | null): Wanted {
  const isAsked = (each: { readonly domain: string | null }): boolean => domain === null || each.domain === domain;
  const places = namespaces.filter(isAsked);
  const offered = ports.filter((port) => isAsked(port) && port.table.includes('.'));
  const paths = [...places.map(({ path }) => path), ...offered.map(({ table }) => split(table).above)];
  const all = new Set(paths.flatMap(withAbove));
  const depth = (path: string): number => path.split('.').length;
  return {
    domain,
    namespaces: [...all].sort((a, b) => depth(a) - depth(b) || compareText(a, b)),
    grants: widest([
      ...places.flatMap(({ path, grants }) =>
        grants.map((grant) => ({ role: roleOf(grant), namespace: path, table: null, access: grant.access })),
      ),
      ...offered.flatMap(grantsOfPort),
    ]),
  };
}
