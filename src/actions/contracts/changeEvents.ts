import { durationSeconds } from '../../compiler/duration.js';
import type { NewEvent } from '../../entities/writes/events.js';
import type { ContractOutcome, FeedEntry } from './reconcile.js';

/** The end of the notice period of a breaking change (ADR-0021, `breaking_change_notification`); null for others. */
function effectiveAt(entry: FeedEntry, notice: string | null, at: string): string | null {
  if (entry.severity !== 'breaking' || notice === null) return null;
  return new Date(Date.parse(at) + durationSeconds(notice) * 1000).toISOString();
}

/** The entries of the change feed that a contract's outcome writes, in order. */
export function changeEvents(
  outcome: ContractOutcome,
  contractId: number,
  facts: { readonly at: string; readonly actor: string | null },
): NewEvent[] {
  const { state, providerPort, providerProduct, providerDomain, consumer, consumerDomain } = outcome;
  return outcome.entries.map((entry) => ({
    kind: 'contract_change',
    at: facts.at,
    domain: providerDomain,
    subjectId: contractId,
    change: {
      ...entry,
      effectiveAt: effectiveAt(entry, state.terms.breakingChangeNotice, facts.at),
      actor: facts.actor,
      contractId,
      portId: state.portId,
      contractName: state.name,
      ...{ providerDomain, providerProduct, providerPort, consumerDomain, consumerProduct: consumer },
    },
  }));
}
