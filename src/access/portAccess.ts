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

/** What says it: of the port a grant, its default or its access block; of its namespace a grant; that it is of the domain. */
export type Stated =
  | { readonly of: 'port'; readonly part: { readonly grant: CompiledGrant } | 'default' | 'block' }
  | { readonly of: 'namespace'; readonly grant: CompiledGrant }
  | { readonly of: 'domain' };

/** Why somebody may do something with a port, or may not. */
export interface Reason {
  readonly stated: Stated;
  readonly message: string;
  readonly access: CompiledGrant['access'] | null;
}

/** Whom a grant may name. */
export interface Grantee {
  readonly kind: CompiledGrant['granteeKind'];
  readonly grantee: string;
}

/** `domain:sales`, `product:sales.customer-360`, `role:analysts`; null for what is none of these. */
export function granteeOf(text: string): Grantee | null {
  const [, kind, grantee = ''] = /^(domain|product|role):(\S+)$/.exec(text) ?? [];
  return kind === undefined ? null : { kind: kind as Grantee['kind'], grantee };
}

/** What grants may name of whom they may name: of a product its domain too. */
export function seekerFor({ kind, grantee }: Grantee): Seeker {
  if (kind === 'domain') return { domains: [grantee], roles: [], products: [] };
  if (kind === 'role') return { domains: [], roles: [grantee], products: [] };
  const [domain = ''] = grantee.split('.');
  return { domains: [domain], roles: [], products: [grantee] };
}

/** `domain:sales`, `product:sales.customer-360`, `role:analysts`; null for what is none of these. */
export function seekerOf(text: string): Seeker | null {
  const grantee = granteeOf(text);
  return grantee && seekerFor(grantee);
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
    reasons.push({
      stated: { of: 'domain' },
      message: `${fqn} is of the domain ${domain} itself.`,
      access: 'read',
    });
  for (const grant of access.grants.filter((each) => names(seeker, each))) {
    const message = `${fqn} grants ${WORDS[grant.access]} to the ${grant.granteeKind} ${grant.grantee}.`;
    reasons.push({ stated: { of: 'port', part: { grant } }, message, access: grant.access });
  }
  if (access.default === 'allow')
    reasons.push({
      stated: { of: 'port', part: 'default' },
      message: `${fqn} allows everybody to read it by default.`,
      access: 'read',
    });
  for (const grant of (namespace?.grants ?? []).filter((each) => names(seeker, each))) {
    const message = `The namespace ${namespace?.path} grants ${WORDS[grant.access]} to the ${grant.granteeKind} ${grant.grantee}.`;
    reasons.push({ stated: { of: 'namespace', grant }, message, access: grant.access });
  }
  if (reasons.length > 0) return reasons;
  const why = access.stated
    ? 'and its access block grants nothing to it'
    : 'and states no access: what is not granted is denied';
  const message = `${fqn} is of the domain ${domain}, ${why}.`;
  return [{ stated: { of: 'port', part: 'block' }, message, access: null }];
}

/** The most that these reasons allow; null where nothing. */
export function most(reasons: readonly Reason[]): CompiledGrant['access'] | null {
  if (reasons.some(({ access }) => access === 'read_write')) return 'read_write';
  return reasons.some(({ access }) => access === 'read') ? 'read' : null;
}
