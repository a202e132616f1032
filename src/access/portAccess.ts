import type { CompiledAccess, CompiledGrant } from '../compiler/artifact.js';
import type { Principal } from './Principal.js';

/** Whose access is asked: what grants may name of it. */
export interface Seeker {
  readonly domains: readonly string[];
  readonly roles: readonly string[];
  /** fqns of products. */
  readonly products: readonly string[];
}

/** An output port with all that says who may read it. */
export interface SoughtPort {
  readonly fqn: string;
  readonly domain: string;
  readonly access: CompiledAccess;
  /** Where its table lies, and the grants there; null where nobody declared that namespace. */
  readonly namespace: { readonly path: string; readonly grants: readonly CompiledGrant[] } | null;
}

/** The tier that says it: the product's document, or the manifest of its domain. */
export interface Reason {
  readonly tier: 'product' | 'domain';
  readonly message: string;
  readonly access: CompiledGrant['access'] | null;
}

/** `domain:sales`, `product:sales.customer-360`, `role:analysts`; null for what is none of these. */
export function seekerOf(text: string): Seeker | null {
  const [, kind, name = ''] = /^(domain|product|role):(\S+)$/.exec(text) ?? [];
  if (kind === 'domain') return { domains: [name], roles: [], products: [] };
  if (kind === 'role') return { domains: [], roles: [name], products: [] };
  const [domain = ''] = name.split('.');
  return kind === 'product' ? { domains: [domain], roles: [], products: [name] } : null;
}

/** A principal reads as its domains and its roles do. */
export const seekerFrom = ({ domains, roles }: Principal): Seeker => ({ domains, roles, products: [] });

const names = ({ domains, roles, products }: Seeker, { grantee, granteeKind }: CompiledGrant): boolean =>
  ({ domain: domains, role: roles, product: products })[granteeKind].includes(grantee);

const WORDS = { read: 'READ', read_write: 'READ_WRITE' } as const;

/**
 * Why somebody may read a port, or may not (decision 11): the products of its own domain always, others by what the port
 * says, by default or by a grant, or by a grant in the namespace of its table. Where nothing grants, the one reason says so.
 */
export function portAccess(port: SoughtPort, seeker: Seeker): Reason[] {
  const { fqn, domain, access, namespace } = port;
  const reasons: Reason[] = [];
  if (seeker.domains.includes(domain))
    reasons.push({ tier: 'domain', message: `${fqn} is of the domain ${domain} itself.`, access: 'read' });
  for (const grant of access.grants.filter((each) => names(seeker, each))) {
    const message = `${fqn} grants ${WORDS[grant.access]} to the ${grant.granteeKind} ${grant.grantee}.`;
    reasons.push({ tier: 'product', message, access: grant.access });
  }
  if (access.default === 'allow')
    reasons.push({ tier: 'product', message: `${fqn} allows everybody to read it by default.`, access: 'read' });
  for (const grant of (namespace?.grants ?? []).filter((each) => names(seeker, each))) {
    const message = `The namespace ${namespace?.path} grants ${WORDS[grant.access]} to the ${grant.granteeKind} ${grant.grantee}.`;
    reasons.push({ tier: 'domain', message, access: grant.access });
  }
  if (reasons.length > 0) return reasons;
  const stated = access.stated
    ? 'and its access block grants nothing to it'
    : 'and states no access: what is not granted is denied';
  return [{ tier: 'product', message: `${fqn} is of the domain ${domain}, ${stated}.`, access: null }];
}

/** The most that these reasons allow; null where nothing. */
export function most(reasons: readonly Reason[]): CompiledGrant['access'] | null {
  if (reasons.some(({ access }) => access === 'read_write')) return 'read_write';
  return reasons.some(({ access }) => access === 'read') ? 'read' : null;
}
