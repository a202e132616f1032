import type { ToldEvent } from './cloudEvent.js';
import type { Reader } from '../entities/database.js';
import { toldEvents } from '../entities/log/catalogEvents.js';
import { eventsAfter, eventsBySeqs } from '../entities/reads/events.js';
import type { EventRow } from '../entities/rows/events/EventRow.js';

async function told(db: Reader, rows: readonly EventRow[]): Promise<ToldEvent[]> {
  const { events, breaches } = await toldEvents(db, rows);
  return events.map((event) => ({
    event,
    breach: event.subject?.type === 'SlaBreach' ? (breaches.get(Number(event.subject.key)) ?? null) : null,
  }));
}

/** The next events after this number, at most `limit`, and up to where the log was read. */
export async function toldAfter(
  db: Reader,
  after: number,
  limit: number,
): Promise<{ readonly events: readonly ToldEvent[]; readonly upTo: number }> {
  const rows = await eventsAfter(db, after, limit);
  return { events: await told(db, rows), upTo: rows.at(-1)?.seq ?? after };
}

/** The events of these numbers, in their order; null for one that is kept no more. */
export async function toldOf(db: Reader, seqs: readonly number[]): Promise<(ToldEvent | null)[]> {
  const events = await told(db, await eventsBySeqs(db, [...new Set(seqs)]));
  const bySeq = new Map(events.map((each) => [each.event.seq, each]));
  return seqs.map((seq) => bySeq.get(seq) ?? null);
}
