import type { ConsumerHit } from './evolution.js';
import type { JudgedChange } from './judge.js';

/** What makes a change the one that was told: where it happens, what, and what it leads to. */
export type ToldChange = Pick<JudgedChange, 'rule' | 'reverse' | 'path' | 'after'>;

/** A contract that an announcement names, with the changes that break it and what its consumer said. */
export interface NoticedContract {
  readonly contract: string;
  readonly changes: readonly ToldChange[];
  /** The consumer has agreed to the change. */
  readonly accepted: boolean;
}

/** What stands in the way of a version that breaks contracts; null: nothing. */
export type NoticeVerdict =
  | null
  | { readonly kind: 'unannounced'; readonly contracts: readonly string[] }
  | { readonly kind: 'running'; readonly until: string; readonly unacknowledged: readonly string[] };

const keyOf = ({ rule, reverse, path, after }: ToldChange): string =>
  JSON.stringify([rule, reverse ?? false, path, after]);

/** Those of these changes that are among the others. */
export function amongThem<T extends ToldChange>(changes: readonly T[], others: readonly ToldChange[]): T[] {
  const keys = new Set(others.map(keyOf));
  return changes.filter((change) => keys.has(keyOf(change)));
}

/** Those of these changes that are not among the others. */
export function notAmongThem<T extends ToldChange>(changes: readonly T[], others: readonly ToldChange[]): T[] {
  const keys = new Set(others.map(keyOf));
  return changes.filter((change) => !keys.has(keyOf(change)));
}

export const breakingOf = ({ changes }: Pick<ConsumerHit, 'changes'>): JudgedChange[] =>
  changes.filter(({ severity }) => severity === 'breaking');

/** Whether an announcement told a contract of all that breaks it: more than was announced is not announced. */
export const covers = (noticed: NoticedContract | undefined, hit: ConsumerHit): boolean =>
  noticed !== undefined && notAmongThem(breakingOf(hit), noticed.changes).length === 0;

/**
 * Whether a version that breaks contracts may be published (decision 17): every break was announced, and the notice has
 * ended or every consumer has agreed. Instants are ISO 8601 in UTC with milliseconds, which sort as they follow each other; the end is inclusive.
 */
export function judgeNotice(
  hits: readonly ConsumerHit[],
  announcement: { readonly effectiveAt: string; readonly contracts: readonly NoticedContract[] } | null,
  now: string,
): NoticeVerdict {
  const broken = hits.filter(({ verdict }) => verdict === 'breaking');
  if (broken.length === 0) return null;
  const told = new Map(announcement?.contracts.map((each) => [each.contract, each]));
  const noticed = (contract: string): NoticedContract | undefined => told.get(contract);
  const unannounced = broken.filter((hit) => !covers(noticed(hit.contract), hit));
  if (!announcement || unannounced.length > 0)
    return { kind: 'unannounced', contracts: unannounced.map(({ contract }) => contract) };
  if (now >= announcement.effectiveAt) return null;
  const unacknowledged = broken.filter((hit) => noticed(hit.contract)?.accepted !== true);
  if (unacknowledged.length === 0) return null;
  return {
    kind: 'running',
    until: announcement.effectiveAt,
    unacknowledged: unacknowledged.map(({ consumer }) => consumer),
  };
}
