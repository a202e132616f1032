import { instantAfter } from '../kit/instantAfter.js';
import type { NewEvent } from '../../entities/writes/events.js';
import type { ContractOutcome, FeedEntry } from './outcome.js';

/** When a breaking change takes effect: as it was announced, else at the end of its notice period; null for others. */
function effectiveAt(
  entry: FeedEntry,
  notice: string | null,
  facts: { readonly at: string; readonly effectiveAt?: string | null },
): string | null {
  if (entry.severity !== 'breaking') return null;
  if (facts.effectiveAt) return facts.effectiveAt;
  return notice === null ? null : instantAfter(facts.at, notice);
}

/** The entries of the change feed that a contract's outcome writes, in order. */
export function changeEvents(
  outcome: ContractOutcome,
  contractId: number,
  facts: { readonly at: string; readonly actor: string | null; readonly effectiveAt?: string | null },
): NewEvent[] {
  const { state, providerPort, providerProduct, providerDomain, consumer, consumerDomain } = outcome;
  return outcome.entries.map(({ effectiveAt: known, ...entry }) => ({
    kind: 'contract_change',
    at: facts.at,
    domain: providerDomain,
    subjectId: contractId,
    change: {
      kind: entry.kind,
      severity: entry.severity,
      path: entry.path,
      message: entry.message,
      before: entry.before,
      after: entry.after,
      effectiveAt: known ?? effectiveAt(entry, state.terms.breakingChangeNotice, facts),
      actor: facts.actor,
      contractId,
      portId: state.portId,
      contractName: state.name,
      providerDomain,
      providerProduct,
      providerPort,
      consumerDomain,
      consumerProduct: consumer,
    },
  }));
}
