import type { DbtColumn, DbtModel } from '../../document/dbt/project/project.js';
import { textOf } from '../../document/dbt/project/values.js';

/** What tells of the pipeline, not of the event. */
const OF_PIPELINE =
  /(^|_)(load\w*|ingest\w*|insert\w*|update\w*|etl|dbt|sync\w*|extract\w*|batch|dwh?|valid|effective|deleted)(_|$)/i;
/** From the surest to the least sure. */
const NAMES: readonly RegExp[] = [
  /(^|_)(event|occurr?ed|happened|transaction|business)_?(at|on|time|timestamp|ts|date|datetime)$/i,
  /(^|_)(ordered|placed|sold|paid|shipped|booked|created)_(at|on)$/i,
  /_(at|ts|time|timestamp|datetime)$/i,
  /(^|_)(date|day|on)$/i,
];
const IN_TIME = /^(timestamp|datetime|date)/i;

/**
 * The column that says when a fact happened: the one of `meta.floe.event_time`, else the surest by name and type of the
 * first model that has any. `event_time`, the name to be replaced, where none is declared.
 */
export function eventTimeOf(models: readonly DbtModel[]): string {
  for (const model of models) {
    const found = textOf(model.floe.values['event_time']) ?? namedAsTime(model.columns);
    if (found !== null) return found;
  }
  return 'event_time';
}

function namedAsTime(columns: readonly DbtColumn[]): string | null {
  const usual = columns.filter(({ name }) => !OF_PIPELINE.test(name));
  for (const form of NAMES) {
    const named = usual.find(({ name, type }) => form.test(name) && (type === null || IN_TIME.test(type)));
    if (named) return named.name;
  }
  return usual.find(({ type }) => type !== null && IN_TIME.test(type))?.name ?? null;
}
