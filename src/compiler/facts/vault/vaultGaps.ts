import { sameName } from '../columns/columnTests.js';
import type { VaultFacts } from './vaultFacts.js';
import { vaultCall } from '../../sql/vaultCall.js';
import type { VaultPart } from '../columns/vaultNames.js';

/** What is lacking, without what a required test that the model lacks says already. */
const lacking = ({ model, parts, columns }: VaultFacts, wanted: readonly VaultPart[]): VaultPart[] =>
  columns.extent === 'open' ? [] : wanted.filter((part) => !parts.has(part) && !model.missing.includes(part));

export type HubKey = 'hash key' | 'business key';

/** The keys that a hub lacks. */
export function hubGaps(hub: VaultFacts): HubKey[] {
  const { model, columns, businessKey } = hub;
  const unknown = businessKey.length === 0 && columns.extent !== 'open';
  return [
    ...(lacking(hub, ['hash_key']).length > 0 ? ['hash key' as const] : []),
    ...(unknown && !model.missing.includes('unique_business_key') ? ['business key' as const] : []),
  ];
}

/** What tells when and from where a satellite was loaded, and is not there. */
export const satelliteGaps = (satellite: VaultFacts): VaultPart[] => lacking(satellite, ['load_date', 'record_source']);

/** The hubs of a link that has too few of them: the one, or none; null for a link that is as it should be. */
export function tooFewHubs({ model, columns, references }: VaultFacts): readonly string[] | null {
  const least = vaultCall(model.model.sql)?.kind === 'transaction' ? 1 : 2;
  if (columns.extent === 'open' || references.length >= least) return null;
  return references.map(({ column, to }) => to ?? column);
}

/**
 * The parents of a satellite that has none or several; null for one that is as it should be. An effectivity satellite
 * has the keys of its link's hubs beside the link's, and a key that no test explains may be the parent's.
 */
export function wrongParents(
  { columns, references }: VaultFacts,
  vault: readonly VaultFacts[],
): readonly string[] | null {
  if (references.length === 0) return columns.extent === 'open' ? null : [];
  if (references.some(({ to, column }) => to === null || column === '')) return null;
  const parents = [...new Set(references.flatMap(({ to }) => to ?? []))];
  const ofLink = ({ model, references: hubs }: VaultFacts): boolean =>
    parents.some((each) => sameName(each, model.name)) &&
    parents.every((each) => sameName(each, model.name) || hubs.some(({ to }) => to !== null && sameName(to, each)));
  return parents.length < 2 || vault.some((each) => each.kind === 'link' && ofLink(each)) ? null : parents;
}
