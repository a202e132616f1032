import type { CompiledGrant, CompiledLayer, CompiledNamespace } from '../../artifact.js';
import type { Diagnostic } from '../../diagnostic.js';
import type { Manifest } from '../../document/manifest.js';
import type { SourceLocation } from '../../source.js';
import { domainNamespace, isWithin } from './domainNamespace.js';
import { finding } from '../policy/finding.js';

type StatedNamespace = NonNullable<NonNullable<Manifest['catalog_structure']>['namespaces']>[number];

/** A namespace as the table of a catalog: its grants, its layer, its place in the tree. */
class NamespaceTree {
  private readonly held = new Map<string, { layer: string | null; grants: CompiledGrant[] }>();

  constructor(private readonly implied: readonly CompiledGrant[]) {}

  /** Adds a namespace and every one above it; grants are united. */
  add(path: string, layer: string | null, grants: readonly CompiledGrant[]): void {
    const dot = path.lastIndexOf('.');
    if (dot > 0 && !this.held.has(path.slice(0, dot))) this.add(path.slice(0, dot), null, []);
    const entry = this.held.get(path) ?? { layer: null, grants: [...this.implied] };
    entry.layer ??= layer;
    for (const grant of grants) if (!entry.grants.some((each) => sameGrantee(each, grant))) entry.grants.push(grant);
    this.held.set(path, entry);
  }

  /** Parents before their children. */
  list(): CompiledNamespace[] {
    return [...this.held].map(([path, { layer, grants }]) => {
      const dot = path.lastIndexOf('.');
      return { path, parent: dot > 0 ? path.slice(0, dot) : null, layer, grants };
    });
  }
}

function sameGrantee(a: CompiledGrant, b: CompiledGrant): boolean {
  return a.grantee === b.grantee && a.granteeKind === b.granteeKind;
}

/** The widest access that a namespace states for each role, roles as they are written. */
function grantsOf(stated: StatedNamespace): CompiledGrant[] {
  const byRole = new Map<string, CompiledGrant>();
  for (const { role, access } of stated.grants ?? []) {
    if (byRole.get(role)?.access === 'read_write') continue;
    byRole.set(role, { grantee: role, granteeKind: 'role', access: access === 'READ_WRITE' ? 'read_write' : 'read' });
  }
  return [...byRole.values()];
}

export interface NamespaceFacts {
  /** The domain (implicit in a centralized platform) whose pipelines may write: decision 11. */
  readonly domain: string;
  /** The domain's namespace; null in a centralized platform. */
  readonly root: string | null;
  readonly layers: readonly CompiledLayer[];
  /** `catalog_structure.namespaces` of the chain: the domain's own, then the enterprise's. */
  readonly own: readonly StatedNamespace[];
  readonly inherited: readonly StatedNamespace[];
  /** An enterprise states namespaces of others too, and they are none of the domain's that it carries; else an error. */
  readonly othersStand: boolean;
  locateOwn(index: number): SourceLocation;
}

/**
 * The namespaces of a domain or a centralized platform (ADR-0021, Layer-to-Namespace Mapping; Catalog Structure in
 * Data Mesh): its root, its layers', those that `catalog_structure` adds below it, and what the enterprise grants there.
 */
export function domainNamespaces(facts: NamespaceFacts): {
  namespaces: CompiledNamespace[];
  diagnostics: Diagnostic[];
} {
  const { root, layers } = facts;
  const tree = new NamespaceTree([{ grantee: facts.domain, granteeKind: 'domain', access: 'read_write' }]);
  if (root !== null) tree.add(root, null, []);
  for (const layer of layers)
    if (domainNamespace(layer.namespace, root) !== null) tree.add(layer.namespace, layer.name, []);
  const diagnostics = facts.own.flatMap((stated, index) => {
    if (facts.othersStand && !isWithin(stated.name, root)) return [];
    const path = domainNamespace(stated.name, root);
    if (path === null) return outside(stated.name, root ?? '', facts.locateOwn(index));
    tree.add(path, null, grantsOf(stated));
    return [];
  });
  for (const stated of facts.inherited) if (isWithin(stated.name, root)) tree.add(stated.name, null, grantsOf(stated));
  return { namespaces: tree.list(), diagnostics };
}

/** The namespaces that an enterprise keeps for itself (`enterprise.reference_data`): all it states outside its domains'. */
export function enterpriseNamespaces(
  stated: readonly StatedNamespace[],
  domainRoots: readonly string[],
): CompiledNamespace[] {
  const tree = new NamespaceTree([]);
  for (const each of stated)
    if (!domainRoots.some((root) => isWithin(each.name, root))) tree.add(each.name, null, grantsOf(each));
  return tree.list();
}

function outside(name: string, root: string, location: SourceLocation): Diagnostic {
  return finding('NAMESPACE_OUTSIDE_DOMAIN', {
    message: `Namespace '${name}' lies outside the domain's '${root}'`,
    expected: `${root}.*`,
    subject: name,
    location,
    details: { namespace: name, domain: root },
  });
}
