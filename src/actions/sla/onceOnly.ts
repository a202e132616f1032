import type { Transaction } from '../../entities/database.js';
import type { ObservationRow } from '../../entities/rows/sla/ObservationRow.js';
import { idsGiven, observationsAt, type ObservedPlace } from '../../entities/writes/sla.js';
import type { UserError } from '../../errors.js';
import { contentDigest } from '../kit/digest.js';
import { metricOf, type Observed } from './observation.js';
import { mistakeIn } from './refusal.js';

type Content = Omit<ObservationRow, 'id'>;

/** An observation as it is kept, and what it says in short. */
export interface Kept extends Observed {
  readonly row: Content;
  readonly digest: string;
}

export interface Sorted {
  /** Those that nobody has recorded before, each once. */
  readonly fresh: readonly Kept[];
  readonly userErrors: readonly UserError[];
}

const digestOf = ({ portId, objective, metric, at, dataAt, up, value }: Content): string =>
  contentDigest(JSON.stringify([portId, objective, metric, at, dataAt, up, value]));

function kept({ port, observation }: Observed): Kept {
  const row: Content = {
    portId: port.id,
    objective: observation.objective,
    metric: metricOf(observation),
    at: observation.at,
    dataAt: observation.dataAt ?? null,
    up: observation.up == null ? null : Number(observation.up),
    value: observation.value ?? null,
    key: observation.id ?? null,
    source: observation.source ?? null,
  };
  return { port, observation, row, digest: digestOf(row) };
}

/** By what an observation is known again: the id it was given, or what was observed and when. */
const identityOf = (row: ObservedPlace & Pick<Content, 'key'>): string =>
  JSON.stringify(row.key === null ? [row.portId, row.objective, row.metric, row.at] : [row.key]);

/** What stands by the identities of these observations: what each says in short. */
async function standing(tx: Transaction, all: readonly Kept[]): Promise<Map<string, string>> {
  const rows = all.map(({ row }) => row);
  const [ids, places] = await Promise.all([
    idsGiven(
      tx,
      rows.flatMap(({ key }) => key ?? []),
    ),
    observationsAt(
      tx,
      rows.filter(({ key }) => key === null),
    ),
  ]);
  return new Map([
    ...places.map((row): [string, string] => [identityOf(row), digestOf(row)]),
    ...ids.map(({ key, digest }): [string, string] => [JSON.stringify([key]), digest]),
  ]);
}

function contradiction({ observation: { id, objective, at } }: Kept, index: number): UserError {
  const message =
    id == null
      ? `What was observed of ${objective} at ${at} is recorded already, and says something else. Where both hold, give each an id.`
      : `The id ${id} was given to another observation: the same id says the same. What is new takes an id of its own.`;
  return mistakeIn(index, id == null ? 'at' : 'id', message, 'CONFLICT');
}

/**
 * Tells what is new from what was recorded before, in this request too: who is not sure that he was heard may send an
 * observation again. One that says something else under the identity of another is a mistake.
 */
export async function onceOnly(tx: Transaction, observed: readonly Observed[]): Promise<Sorted> {
  const all = observed.map(kept);
  const known = await standing(tx, all);
  const fresh: Kept[] = [];
  const userErrors: UserError[] = [];
  all.forEach((each, index) => {
    const identity = identityOf(each.row);
    const says = known.get(identity);
    if (says === undefined) {
      known.set(identity, each.digest);
      fresh.push(each);
    } else if (says !== each.digest) userErrors.push(contradiction(each, index));
  });
  return { fresh, userErrors };
}
