import type { CompiledContractTerms } from '../../compiler/artifact.js';
import { deriveTerms } from '../../compiler/contracts/derive.js';
import { contractStatus } from '../../compiler/contracts/lifecycle.js';
import { nextVersion } from '../../compiler/contracts/version.js';
import type { ContractPolicy, Dependency, StandingContract } from '../../entities/writes/contracts.js';
import type { ChainReason } from './chainReasons.js';
import { continued } from './continued.js';
import type { ContractBehind } from './contractsBehind.js';
import { asItStood, granted, stateOf, statusEntry, type ContractOutcome, type FeedEntry } from './outcome.js';

const FIRST_VERSION = '1.0.0';

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
  const status = granted(dependency) ? contractStatus(terms) : 'broken';
  const message = `${consumer} now consumes ${provider.fqn}.`;
  const entry: FeedEntry = {
    kind: 'CONTRACT_ESTABLISHED',
    severity: 'info',
    path: '',
    before: null,
    after: version,
    message,
  };
  const reason = `${provider.fqn} grants no access to ${consumer}.`;
  const refusal = statusEntry('active', 'broken', reason);
  return {
    before: ended?.status ?? null,
    state: {
      name,
      portId: dependency.portId,
      consumerId: dependency.consumerId,
      status,
      version,
      terms,
      brokenReason: status === 'broken' ? reason : null,
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

/** A contract one of whose ends is gone: the consumer let go, or the provider's port stands no more. */
function ended(standing: StandingContract, productId: number, consumerRetired: boolean): ContractOutcome | null {
  const consumerLetGo = consumerRetired || standing.consumerId === productId;
  const status = consumerLetGo ? 'retired' : 'broken';
  if (standing.status === status) return null;
  const entry: FeedEntry = consumerLetGo
    ? {
        kind: 'CONTRACT_ENDED',
        severity: 'info',
        path: '',
        before: standing.version,
        after: null,
        message: `${standing.consumer} no longer consumes ${standing.providerPort}.`,
      }
    : statusEntry(standing.status, 'broken', `${standing.providerPort} was removed by its product.`);
  const brokenReason = consumerLetGo ? null : entry.message;
  return {
    state: { ...stateOf(standing), status, brokenReason },
    newVersion: false,
    entries: [entry],
    ...asItStood(standing),
  };
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
  /** Whether the consumer of a contract has agreed to what was announced. */
  readonly accepted: (contract: string) => boolean;
  /** Why what the provider rests on misses what the consumer requires. */
  readonly missed: ChainReason;
  /** Contracts of others that rest on what is published. */
  readonly behind: readonly ContractBehind[];
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
    if (contract && contract.status !== 'retired')
      outcomes.push(
        continued(contract, each, terms, { accepted: input.accepted(contract.name), missed: input.missed(each) }),
      );
    else outcomes.push(established(each, terms, contract?.name ?? input.nameFor(each), contract, input.at));
  }
  for (const [key, each] of standing) {
    if (!wanted.has(key) && each.status !== 'retired')
      outcomes.push(ended(each, input.productId, input.retired && each.consumerId === input.productId));
  }
  for (const { contract, dependency } of input.behind) {
    const terms = termsOf(dependency, dependency.policy);
    outcomes.push(continued(contract, dependency, terms, { accepted: false, missed: input.missed(dependency) }));
  }
  return outcomes.filter((each) => each !== null);
}

const termsOf = (dependency: Dependency, policy: ContractPolicy): CompiledContractTerms =>
  deriveTerms(dependency.provider, policy);
