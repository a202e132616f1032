import type { CompiledAccess, CompiledGrant } from '../../artifact.js';
import { plainText } from './names.js';

const groupOf = ({ grantee, granteeKind }: CompiledGrant): string =>
  plainText(granteeKind === 'role' ? grantee : `${granteeKind}:${grantee}`);

/**
 * The groups that may read a port: roles by their names, `domain:marketing`, `product:sales.customer-360`; the own domain
 * always (decision 11); `*`, everybody, where its default is to allow.
 */
export function groupsOf(access: CompiledAccess, domain: string): string[] {
  if (access.default === 'allow') return ['*'];
  return [...new Set([`domain:${domain}`, ...access.grants.map(groupOf)])];
}

/** Whether all of the one may read what the others are let to. */
export const includesAll = (groups: readonly string[], others: readonly string[]): boolean =>
  others.includes('*') || groups.every((each) => others.includes(each));
