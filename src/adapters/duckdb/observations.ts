import type { RunModel } from '../../compiler/run/plan.js';
import { qualityOf } from '../../ingest/quality/tests.js';
import type { Sighting } from '../../ingest/told.js';
import { hashOf } from '../steps/hashOf.js';
import type { EndedStep } from '../steps/step.js';
import type { Tested } from './duckdbSteps.js';

/** An observation as `recordObservations` takes it. */
export interface Observation {
  readonly id: string;
  readonly port: string;
  readonly objective: 'FRESHNESS' | 'AVAILABILITY' | 'QUALITY';
  readonly at: string;
  readonly dataAt?: string;
  readonly up?: boolean;
  readonly metric?: string;
  readonly value?: number;
}

const UPPER = { freshness: 'FRESHNESS', availability: 'AVAILABILITY', quality: 'QUALITY' } as const;

/** The same of the same run has the same id, so that it counts once however often it is told. */
function observationOf(
  batch: string,
  { dataset: port, objective, at, dataAt, up, metric, value }: Sighting,
): Observation {
  const told = {
    port,
    objective: UPPER[objective],
    at,
    ...(dataAt === undefined ? {} : { dataAt }),
    ...(up === undefined ? {} : { up }),
    ...(metric === undefined ? {} : { metric }),
    ...(value === undefined ? {} : { value }),
  };
  return { id: `floe-run ${hashOf(batch, told)}`, ...told };
}

function sightingsOf(port: string, made: EndedStep, tested: EndedStep | undefined): Sighting[] {
  const { endedAt: at, startedAt } = tested ?? made;
  const of = { dataset: port, id: '', at };
  if (made.failed !== null) return [{ ...of, objective: 'availability', up: false }];
  const kept = (tested?.kept ?? null) as Tested | null;
  const newest = kept?.dataAt ?? made.startedAt ?? startedAt;
  return [
    { ...of, objective: 'availability', up: true },
    { ...of, objective: 'freshness', dataAt: newest < at ? newest : at },
    ...(kept ? qualityOf(kept.results, kept.rows, of) : []),
  ];
}

/** What a run saw of the ports that its models stand for; nothing of a model that was left out. */
export const observationsOf = (
  models: readonly RunModel[],
  done: ReadonlyMap<string, EndedStep>,
  batch: string,
): Observation[] =>
  models.flatMap(({ name, ports }) => {
    const made = done.get(`model ${name}`);
    const sightings = made ? ports.flatMap((port) => sightingsOf(port, made, done.get(`test ${name}`))) : [];
    return sightings.map((each) => observationOf(batch, each));
  });
