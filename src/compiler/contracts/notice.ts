import type { ConsumerHit } from './evolution.js';
import type { JudgedChange } from './judge.js';

/** A contract that an announcement names, with the changes that break it and what its consumer said. */
export interface NoticedContract {
  readonly contract: string;
  readonly changes: readonly Pick<JudgedChange, 'rule' | 'path'>[];
  /** The consumer has agreed to the change. */
  readonly accepted: boolean;
}

/** What stands in the way of a version that breaks contracts; null: nothing. */
export type NoticeVerdict =
  | null
  | { readonly kind: 'unannounced'; readonly contracts: readonly string[] }
  | { readonly kind: 'running'; readonly until: string; readonly unacknowledged: readonly string[] };

const keyOf = ({ rule, path }: Pick<JudgedChange, 'rule' | 'path'>): string => `${rule} ${path}`;

export const breakingOf = ({ changes }: Pick<ConsumerHit, 'changes'>): JudgedChange[] =>
  changes.filter(({ severity }) => severity === 'breaking');

/** Whether an announcement told a contract of all that breaks it: more than was announced is not announced. */
export function covers(noticed: NoticedContract | undefined, hit: ConsumerHit): boolean {
  const told = new Set((noticed?.changes ?? []).map(keyOf));
  return noticed !== undefined && breakingOf(hit).every((change) => told.has(keyOf(change)));
}

/**
 * Whether a version that breaks contracts may be published (decision 17): every break was announced, and the notice has
 * ended or every consumer has agreed. A contract that was established while the notice ran counts as announced.
 * Instants are ISO 8601 in UTC with milliseconds, which sort as they follow each other; the end is inclusive.
 */
export function judgeNotice(
  hits: readonly ConsumerHit[],
  announcement: { readonly effectiveAt: string; readonly contracts: readonly NoticedContract[] } | null,
  facts: { readonly now: string; readonly joinedLater: (contract: string) => boolean },
): NoticeVerdict {
  const broken = hits.filter(({ verdict }) => verdict === 'breaking');
  if (broken.length === 0) return null;
  const noticed = (contract: string): NoticedContract | undefined =>
    announcement?.contracts.find((each) => each.contract === contract);
  const unannounced = broken.filter(
    (hit) => !covers(noticed(hit.contract), hit) && !(announcement !== null && facts.joinedLater(hit.contract)),
  );
  if (!announcement || unannounced.length > 0)
    return { kind: 'unannounced', contracts: unannounced.map(({ contract }) => contract) };
  if (facts.now >= announcement.effectiveAt) return null;
  const unacknowledged = broken.filter((hit) => noticed(hit.contract)?.accepted !== true);
  if (unacknowledged.length === 0) return null;
  return {
    kind: 'running',
    until: announcement.effectiveAt,
    unacknowledged: unacknowledged.map(({ consumer }) => consumer),
  };
}
