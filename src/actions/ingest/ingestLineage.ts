import { noteUnmatched } from '../../entities/datasets/writes.js';
import { lockEventLog } from '../../entities/writes/events.js';
import { plainDataset } from '../../ingest/datasets/datasetNames.js';
import { readEvent } from '../../ingest/openlineage/readEvent.js';
import { Unreadable, type Told } from '../../ingest/told.js';
import type { Toolkit } from '../kit/toolkit.js';
import { datasetPorts, type Standing } from './datasetPorts.js';
import { keepIncoming, type Outcome } from './keepIncoming.js';

export interface LineageRequest {
  /** Events of OpenLineage, as JSON values. */
  readonly events: readonly unknown[];
}

export interface IngestedLineage {
  /** What became of each event, in their order. */
  readonly outcomes: readonly Outcome[];
  /** How many edges of the lineage are new. */
  readonly edges: number;
  /** How many of the datasets that were spoken of stand for something in the catalog, and how many do not. */
  readonly matched: number;
  readonly unmatched: number;
}

function read(event: unknown): Told | Outcome {
  try {
    return readEvent(event);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { code: 'BAD_USER_INPUT', refused: error.message };
  }
}

const isTold = (read: Told | Outcome): read is Told => 'datasets' in read;

/** The datasets of these events that stand for nothing, each with the time of the event. */
const unmatchedIn = (told: readonly Told[], standing: ReadonlyMap<string, Standing>) =>
  told.flatMap(({ at, datasets }) =>
    datasets.filter(({ key }) => !standing.get(key)?.isKnown).map((each) => ({ ...plainDataset(each), at })),
  );

/**
 * Takes events of OpenLineage, in one transaction: the end of a run says whether its outputs were made and how new they
 * are, facets what their quality is, inputs and columns what they are made of. Each event stands or fails by itself; one
 * that was told before, or comes late, changes nothing.
 */
export async function ingestLineage(kit: Toolkit, { events }: LineageRequest): Promise<IngestedLineage> {
  const all = events.map(read);
  const told = all.filter(isTold);
  return kit.db.transaction(async (tx) => {
    await lockEventLog(tx);
    const standing = await datasetPorts(
      tx,
      told.flatMap(({ datasets }) => datasets),
    );
    const portsOf = (key: string) => standing.get(key)?.ports ?? [];
    const kept = await keepIncoming(
      kit,
      tx,
      told.map(({ sightings, edges }) => ({ sightings, edges, portsOf })),
      'openlineage',
    );
    await noteUnmatched(
      tx,
      unmatchedIn(
        told.filter((_, index) => !('refused' in (kept.outcomes[index] ?? {}))),
        standing,
      ),
    );
    const outcomes = [...kept.outcomes];
    const known = [...standing.values()].filter(({ isKnown }) => isKnown).length;
    return {
      outcomes: all.map((each) => (isTold(each) ? (outcomes.shift() as Outcome) : each)),
      edges: kept.edges,
      matched: known,
      unmatched: standing.size - known,
    };
  });
}
