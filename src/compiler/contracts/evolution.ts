import type { CompatibilityMode, CompiledContractTerms, CompiledGrant } from '../artifact.js';
import { durationSeconds } from '../values/duration.js';
import type { Bump } from '../changes/row.js';
import { diffTerms } from './diffTerms.js';
import type { Change } from './diff/change.js';
import type { DiffContext } from './diff/compareColumns.js';
import { compareAccess, diffPorts, type PromisingPort } from './diffPorts.js';
import { judge, type JudgedChange, type Judging } from './judge.js';
import { MODES } from './diff/modes.js';
import { reaches } from './usage.js';
import { judgeVersion, nextVersion, requiredBump, type VersionVerdict } from './version.js';

/** A consumer of an output port, with what it was promised and what it needs of it. */
export interface Consumption {
  /** The name of the contract. */
  readonly contract: string;
  /** fqn of the consuming product. */
  readonly consumer: string;
  readonly consumerDomain: string;
  /** The name of the provider's port. */
  readonly port: string;
  readonly terms: CompiledContractTerms;
  /** Older versions that are not retired; a transitive mode holds against each. */
  readonly history: readonly CompiledContractTerms[];
  /** ISO 8601; null requires nothing (decision 12). */
  readonly requirement: string | null;
  /** The columns that it reads; null where nobody knows: then all. */
  readonly columns: readonly string[] | null;
  /** It is broken already: what it was promised is gone, only what changes beyond that is news. */
  readonly broken: boolean;
}

/** A product as it stands, as far as others rely on it. */
export interface StandingProduct {
  readonly fqn: string;
  readonly domain: string;
  readonly version: string;
  readonly ports: readonly PromisingPort[];
  readonly consumptions: readonly Consumption[];
}

/** How changes are judged beside the contracts' own modes. */
export interface EvolutionPolicy extends Partial<DiffContext> {
  /** Of ports that nobody consumes: the default of the provider's platform. */
  readonly mode: CompatibilityMode;
  readonly demoted?: Judging['demoted'];
}

export interface ConsumerHit extends Consumption {
  readonly verdict: 'breaking' | 'risky' | 'unaffected';
  /** Those that reach the consumer, the gravest first. */
  readonly changes: readonly JudgedChange[];
}

/** What a new version of a product means, before anybody publishes it. */
export interface Evolution {
  readonly fqn: string;
  readonly before: string;
  readonly after: string;
  /** What changed, port by port, judged by the provider's own mode. */
  readonly ports: readonly { readonly port: string; readonly changes: readonly JudgedChange[] }[];
  readonly consumers: readonly ConsumerHit[];
  /** null: nothing that is promised changed. */
  readonly bump: Bump | null;
  /** The version that the changes require. */
  readonly next: string | null;
  readonly version: VersionVerdict | null;
  /** The longest notice of the contracts that it breaks, ISO 8601; null where it breaks none. */
  readonly notice: string | null;
}

const ORDER = ['breaking', 'risky', 'compatible', 'info'] as const;

const byGravity = (a: JudgedChange, b: JudgedChange): number => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity);

/** A change that several versions tell of is one. */
function once(changes: readonly JudgedChange[]): JudgedChange[] {
  const kept = new Map<string, JudgedChange>();
  for (const change of [...changes].sort(byGravity)) {
    const key = JSON.stringify([change.rule, change.reverse ?? false, change.path, change.after]);
    if (!kept.has(key)) kept.set(key, change);
  }
  return [...kept.values()];
}

const gone = (port: string): Change => ({
  rule: 'table_removed',
  kind: 'TABLE_CHANGED',
  path: '',
  before: port,
  after: null,
  edits: [],
});

/** Whether an SLA that was loosened still meets what the consumer requires. Without a requirement any does (decision 12). */
const meets =
  (requirement: string | null) =>
  ({ path, after }: Change): boolean => {
    if (path !== 'sla.freshness' || requirement === null) return true;
    return typeof after === 'string' && durationSeconds(after) <= durationSeconds(requirement);
  };

const namesConsumer = ({ granteeKind, grantee }: CompiledGrant, { consumer, consumerDomain }: Consumption): boolean =>
  grantee === '*' ||
  (granteeKind === 'domain' && grantee === consumerDomain) ||
  (granteeKind === 'product' && grantee === consumer);

/** Tells what changed between two terms once, however many contracts hold them. */
function tellingOnce(): typeof diffTerms {
  const told = new Map<string, Change[]>();
  return (before, after, context) => {
    const key = JSON.stringify([before, after]);
    const known = told.get(key) ?? diffTerms(before, after, context);
    told.set(key, known);
    return known;
  };
}

/**
 * Every change between what a contract promises (in a transitive mode each of its versions) and new terms, judged for its
 * consumer: what it does not read, and what it does not require, does not break it.
 */
export function judgeTerms(
  held: Pick<Consumption, 'terms' | 'history' | 'requirement' | 'columns'>,
  now: CompiledContractTerms,
  policy: Partial<EvolutionPolicy> = {},
  differ = diffTerms,
): JudgedChange[] {
  const { terms, history, requirement, columns } = held;
  const { compatibility, breakingChangeNotice } = terms;
  const older = MODES[now.compatibility].transitive ? history : [];
  const changes = [
    ...differ(terms, now, policy),
    ...older.flatMap((version) => differ({ ...version, compatibility, breakingChangeNotice }, now, policy)),
  ];
  const reached = (change: Change): boolean => reaches(change, columns);
  return once(
    judge(changes, { mode: now.compatibility, demoted: policy.demoted, meets: meets(requirement), reaches: reached }),
  );
}

/** What the terms of a provider's port as it is to be mean to one contract. */
function judgePromise(
  consumption: Consumption,
  before: PromisingPort | undefined,
  after: PromisingPort | undefined,
  policy: EvolutionPolicy,
  differ: typeof diffTerms,
): readonly JudgedChange[] {
  const { terms, columns, broken, port } = consumption;
  // What a broken contract was promised of a port that is gone already goes no more.
  if (!after && !before && broken) return [];
  if (!after) return judge([gone(port)], { mode: terms.compatibility, demoted: policy.demoted });
  const { compatibility, breakingChangeNotice, description } = terms;
  // The description is the port's; a contract keeps none.
  const own = { compatibility, breakingChangeNotice, description };
  const held = broken && before ? { ...consumption, terms: { ...before.terms, ...own }, history: [] } : consumption;
  return judgeTerms(held, { ...after.terms, ...own }, policy, differ).filter((each) => reaches(each, columns));
}

/** The grants that stood and go, as far as they are of somebody that is looked for. */
const lostGrants = (
  before: PromisingPort | undefined,
  after: PromisingPort | undefined,
  isOf: (grant: CompiledGrant) => boolean,
): Change[] =>
  before && after
    ? compareAccess(before.access, after.access, isOf).filter(({ rule }) => rule === 'grant_revoked_used')
    : [];

/** Judges what a provider's port as it is to be means to one contract. */
export type JudgeConsumption = (
  consumption: Consumption,
  before: PromisingPort | undefined,
  after: PromisingPort | undefined,
) => ConsumerHit;

/** Judges many contracts: what was promised alike, by the same object, and is needed alike is judged once. */
export function judgeConsumptions(policy: EvolutionPolicy): JudgeConsumption {
  const differ = tellingOnce();
  const numbers = new Map<object, number>();
  const numberOf = (each: object | undefined): number => {
    if (!each) return -1;
    const number = numbers.get(each) ?? numbers.size;
    numbers.set(each, number);
    return number;
  };
  const judged = new Map<string, readonly JudgedChange[]>();
  const losing = new Map<string, boolean>();
  return (consumption, before, after) => {
    const { port, terms, history, requirement, columns, broken } = consumption;
    const ends = [before, after].map(numberOf);
    const promised = [numberOf(terms), ...history.map(numberOf)];
    const key = JSON.stringify([ends, promised, port, requirement, columns, broken]);
    const changes = judged.get(key) ?? judgePromise(consumption, before, after, policy, differ);
    judged.set(key, changes);
    const between = ends.join(' ');
    const isLosing = losing.get(between) ?? lostGrants(before, after, () => true).length > 0;
    losing.set(between, isLosing);
    const lost = isLosing ? lostGrants(before, after, (grant) => namesConsumer(grant, consumption)) : [];
    if (lost.length === 0) return hit(consumption, changes);
    const judging = { mode: terms.compatibility, demoted: policy.demoted };
    return hit(consumption, once([...changes, ...judge(lost, judging)]));
  };
}

function hit(consumption: Consumption, changes: readonly JudgedChange[]): ConsumerHit {
  const [worst] = changes;
  const verdict = worst?.severity === 'breaking' || worst?.severity === 'risky' ? worst.severity : 'unaffected';
  return { ...consumption, verdict, changes };
}

/** The longest notice of these consumers' contracts, ISO 8601; null where none asks for any. */
export const longestNotice = (hits: readonly Pick<Consumption, 'terms'>[]): string | null =>
  hits
    .flatMap(({ terms }) => terms.breakingChangeNotice ?? [])
    .sort((a, b) => durationSeconds(b) - durationSeconds(a))[0] ?? null;

/** Holds a product as it is to be against the one that stands: what changes, for whom, which version, from when. */
export function evolve(
  standing: StandingProduct,
  next: { readonly version: string; readonly ports: readonly PromisingPort[] },
  policy: EvolutionPolicy,
): Evolution {
  const { ports, consumptions } = standing;
  const inUse = (port: string, grant: CompiledGrant): boolean =>
    consumptions.some((each) => each.port === port && namesConsumer(grant, each));
  const changed = diffPorts(ports, next.ports, inUse, policy).map(({ port, changes }) => ({
    port,
    changes: once(judge(changes, { mode: policy.mode, demoted: policy.demoted })),
  }));
  const judgeEach = judgeConsumptions(policy);
  const consumers = consumptions.map((each) => {
    const before = ports.find(({ name }) => name === each.port);
    const after =
      next.ports.find(({ id }) => id !== undefined && id === before?.id) ??
      next.ports.find(({ name }) => name === each.port);
    return judgeEach(each, before, after?.name === each.port ? after : undefined);
  });
  const lists = new Set([...changed, ...consumers].map(({ changes }) => changes));
  const bump = requiredBump([...lists].flat());
  return {
    fqn: standing.fqn,
    before: standing.version,
    after: next.version,
    ports: changed,
    consumers,
    bump,
    next: bump && nextVersion(standing.version, bump),
    version: judgeVersion(standing.version, next.version, bump),
    notice: longestNotice(consumers.filter(({ verdict }) => verdict === 'breaking')),
  };
}
