import type { NewEvent } from '../../entities/writes/events.js';
import type { StandingContract } from '../../entities/writes/contracts.js';
import { changeEvents } from './changeEvents.js';
import { asItStood, stateOf, type FeedEntry } from './outcome.js';

/** Feed entries about a contract that stays as it is: what was announced, answered, withdrawn, forced. */
export const contractEvents = (
  standing: StandingContract,
  entries: readonly FeedEntry[],
  facts: { readonly at: string; readonly actor: string | null },
): NewEvent[] =>
  changeEvents({ state: stateOf(standing), newVersion: false, entries, ...asItStood(standing) }, standing.id, facts);
