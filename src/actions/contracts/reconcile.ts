import type { CompiledContractTerms } from '../../compiler/artifact.js';
import { deriveTerms } from '../../compiler/contracts/derive.js';
import { diffTerms } from '../../compiler/contracts/diff.js';
import { judge, type JudgedChange } from '../../compiler/contracts/judge.js';
import { nextVersion, requiredBump } from '../../compiler/contracts/version.js';
import { mayRead } from '../../compiler/contracts/access.js';
import type { ContractPolicy, ContractState, Dependency, StandingContract } from '../../entities/writes/contracts.js';

/** What the feed says of one contract, before it has a place in the log. */
export type FeedEntry = Pick<JudgedChange, 'kind' | 'severity' | 'path' | 'before' | 'after' | 'message'>;

/** One contract after a publication: its new state, whether that is a new version, and what the feed says about it. */
export interface ContractOutcome {
  readonly state: ContractState;
  readonly newVersion: boolean;
  readonly entries: readonly FeedEntry[];
  readonly providerPort: string;
  readonly providerProduct: string;
  readonly providerDomain: string;
  readonly consumer: string;
  readonly consumerDomain: string;
}

const FIRST_VERSION = '1.0.0';

const statusEntry = (before: string, after: string, message: string): FeedEntry => ({
  kind: 'STATUS_CHANGED',
  severity: after === 'broken' ? 'breaking' : 'info',
  path: 'status',
  before,
  after,
  message,
});

const ends = (each: StandingContract) => ({
  providerPort: each.providerPort,
  providerProduct: each.providerProduct,
  providerDomain: each.providerDomain,
  consumer: each.consumer,
  consumerDomain: each.consumerDomain,
});

const stateOf = ({
  name,
  portId,
  consumerId,
  status,
  version,
  terms,
  establishedAt,
}: StandingContract): ContractState => ({
  ...{ name, portId, consumerId, status, version, terms, establishedAt },
});

const granted = (each: Dependency): boolean =>
  mayRead(each.provider.access, each.provider.domain, { domain: each.consumerDomain, product: each.consumer });

/** A contract that begins: the first version, or the next one where an ended contract is taken up again. */
function established(
  dependency: Dependency,
  terms: CompiledContractTerms,
  name: string,
  ended: StandingContract | undefined,
  at: string,
): ContractOutcome {
  const { provider, consumer, consumerDomain } = dependency;
  const version = ended ? nextVersion(ended.version, 'minor') : FIRST_VERSION;
  const status = granted(dependency) ? 'active' : 'broken';
  const message = `${consumer} now consumes ${provider.fqn}.`;
  const entry: FeedEntry = {
    ...{ kind: 'CONTRACT_ESTABLISHED', severity: 'info', path: '', before: null, after: version, message },
  };
  const refusal = statusEntry('active', 'broken', `${provider.fqn} grants no access to ${consumer}.`);
  return {
    state: {
      ...{ name, portId: dependency.portId, consumerId: dependency.consumerId, status, version, terms },
      establishedAt: ended?.establishedAt ?? at,
    },
    newVersion: true,
    entries: status === 'broken' ? [entry, refusal] : [entry],
    providerPort: provider.fqn,
    providerProduct: `${provider.domain}.${provider.product}`,
    providerDomain: provider.domain,
    consumer,
    consumerDomain,
  };
}

function accessEntries(standing: StandingContract, dependency: Dependency): FeedEntry[] {
  const now = granted(dependency);
  if (now === (standing.status !== 'broken')) return [];
  const { fqn } = dependency.provider;
  const base = { path: 'access', before: now ? 'none' : 'read', after: now ? 'read' : 'none' };
  return now
    ? [
        {
          ...base,
          kind: 'ACCESS_GRANTED',
          severity: 'compatible',
          message: `${fqn} grants access to ${standing.consumer}.`,
        },
        statusEntry('broken', 'active', `The contract holds again: ${fqn} is readable.`),
      ]
    : [
        {
          ...base,
          kind: 'ACCESS_REVOKED',
          severity: 'breaking',
          message: `${fqn} no longer grants access to ${standing.consumer}.`,
        },
        statusEntry(standing.status, 'broken', `${fqn} grants no access to ${standing.consumer}.`),
      ];
}

/** A contract both of whose ends stand: what changed between its terms and the provider's port as it is now. */
function continued(
  standing: StandingContract,
  dependency: Dependency,
  terms: CompiledContractTerms,
): ContractOutcome | null {
  const judged = judge(diffTerms(standing.terms, terms), terms.compatibility);
  const access = accessEntries(standing, dependency);
  if (judged.length === 0 && access.length === 0) return null;
  const bump = requiredBump(judged);
  const version = bump ? nextVersion(standing.version, bump) : standing.version;
  const status = granted(dependency) ? (standing.status === 'broken' ? 'active' : standing.status) : 'broken';
  const state = { ...stateOf(standing), version, status, terms };
  return { state, newVersion: bump !== null, entries: [...judged, ...access], ...ends(standing) };
}

/** A contract one of whose ends is gone: the consumer let go, or the provider's port stands no more. */
function ended(standing: StandingContract, productId: number, consumerRetired: boolean): ContractOutcome | null {
  const consumerLetGo = consumerRetired || standing.consumerId === productId;
  const status = consumerLetGo ? 'retired' : 'broken';
  if (standing.status === status) return null;
  const entry: FeedEntry = consumerLetGo
    ? {
        ...{ kind: 'CONTRACT_ENDED', severity: 'info', path: '', before: standing.version, after: null },
        message: `${standing.consumer} no longer consumes ${standing.providerPort}.`,
      }
    : statusEntry(standing.status, 'broken', `${standing.providerPort} was removed by its product.`);
  return { state: { ...stateOf(standing), status }, newVersion: false, entries: [entry], ...ends(standing) };
}

const pair = (portId: number, consumerId: number): string => `${portId}/${consumerId}`;

export interface ReconcileInput {
  /** The product whose publication or retirement this is. */
  readonly productId: number;
  readonly retired: boolean;
  readonly dependencies: readonly Dependency[];
  readonly contracts: readonly StandingContract[];
  /** Gives a new contract its name (decision 15). */
  readonly nameFor: (dependency: Dependency) => string;
  readonly at: string;
}

/**
 * Holds the dependencies as they are now against the contracts as they stand: what begins, what changes and what ends.
 * Contracts that change in nothing are left out. Identity is (provider port, consumer product), decision 15.
 */
export function reconcileContracts(input: ReconcileInput): ContractOutcome[] {
  const standing = new Map(input.contracts.map((each) => [pair(each.portId, each.consumerId), each]));
  const wanted = new Map<string, Dependency>();
  for (const each of input.dependencies) {
    const key = pair(each.portId, each.consumerId);
    if (!wanted.has(key)) wanted.set(key, each);
  }
  const outcomes: (ContractOutcome | null)[] = [];
  for (const [key, each] of wanted) {
    const contract = standing.get(key);
    const terms = termsOf(each, each.policy);
    if (contract && contract.status !== 'retired') outcomes.push(continued(contract, each, terms));
    else outcomes.push(established(each, terms, contract?.name ?? input.nameFor(each), contract, input.at));
  }
  for (const [key, each] of standing) {
    if (!wanted.has(key) && each.status !== 'retired')
      outcomes.push(ended(each, input.productId, input.retired && each.consumerId === input.productId));
  }
  return outcomes.filter((each) => each !== null);
}

const termsOf = (dependency: Dependency, policy: ContractPolicy): CompiledContractTerms =>
  deriveTerms(dependency.provider, policy);
