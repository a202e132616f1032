import { mayRead } from '../../compiler/contracts/access.js';
import type { JudgedChange } from '../../compiler/contracts/judge.js';
import type { ContractState, Dependency, StandingContract } from '../../entities/writes/contracts.js';

/** What the feed says of one contract, before it has a place in the log. */
export type FeedEntry = Pick<JudgedChange, 'severity' | 'path' | 'before' | 'after' | 'message'> & {
  /** A `ContractChangeKind` of the API. */
  readonly kind: string;
  /** When it takes effect; where absent, as its severity and the contract's notice say. */
  readonly effectiveAt?: string;
};

/** One contract after a publication: its new state, whether that is a new version, and what the feed says about it. */
export interface ContractOutcome {
  /** Its status before; null: it begins. */
  readonly before: string | null;
  readonly state: ContractState;
  readonly newVersion: boolean;
  readonly entries: readonly FeedEntry[];
  readonly providerPort: string;
  readonly providerProduct: string;
  readonly providerDomain: string;
  readonly consumer: string;
  readonly consumerDomain: string;
}

export const statusEntry = (before: string, after: string, message: string): FeedEntry => ({
  kind: 'STATUS_CHANGED',
  severity: after === 'broken' ? 'breaking' : 'info',
  path: 'status',
  before,
  after,
  message,
});

/** Whether one more product consumes the provider for it than before, or one less. */
export const isCountedAnew = ({ before, state: { status } }: ContractOutcome): boolean =>
  (before === null || before === 'retired') !== (status === 'retired');

/** What an outcome has of a contract that stands: its status before, the names of its two ends. */
export const asItStood = (each: StandingContract) => ({
  before: each.status,
  providerPort: each.providerPort,
  providerProduct: each.providerProduct,
  providerDomain: each.providerDomain,
  consumer: each.consumer,
  consumerDomain: each.consumerDomain,
});

export const stateOf = (standing: StandingContract): ContractState => {
  const { name, portId, consumerId, status, version, terms, brokenReason, establishedAt } = standing;
  return { name, portId, consumerId, status, version, terms, brokenReason, establishedAt };
};

/** Whether the provider lets the consumer read (decision 11). */
export const granted = ({ provider, consumer, consumerDomain }: Dependency): boolean =>
  mayRead(provider.access, provider.domain, { domain: consumerDomain, product: consumer });
