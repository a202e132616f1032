import type { CompiledAccess } from '../artifact.js';

export interface AccessSeeker {
  readonly domain: string;
  /** fqn */
  readonly product: string;
}

/** `unstated`: the port says nothing about access (docs/decisions/0003). */
export type AccessVerdict = 'granted' | 'denied' | 'unstated';

/** Whether a product may read a port (decision 11): its own domain always, others by default or by a grant to domain or product. */
export function accessVerdict(access: CompiledAccess, providerDomain: string, seeker: AccessSeeker): AccessVerdict {
  if (seeker.domain === providerDomain || access.default === 'allow') return 'granted';
  const granted = access.grants.some(
    ({ granteeKind, grantee }) =>
      (granteeKind === 'domain' && grantee === seeker.domain) ||
      (granteeKind === 'product' && grantee === seeker.product),
  );
  if (granted) return 'granted';
  return access.stated ? 'denied' : 'unstated';
}

/** A contract holds unless the port states access and grants none. */
export const mayRead = (access: CompiledAccess, providerDomain: string, seeker: AccessSeeker): boolean =>
  accessVerdict(access, providerDomain, seeker) !== 'denied';
