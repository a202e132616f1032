import type { DbtModel, DbtProject } from '../../document/dbt/project/project.js';
import { snapshotsBehind } from '../columns/history.js';
import { placeIn } from '../../source.js';
import { withoutComments, type Place } from './joinPlace.js';

/** A query that asks for current rows of a snapshot by a null end, and gets none. */
export interface NullEnd {
  readonly snapshot: DbtModel;
  readonly place: Place;
}

/** What `ASKS` is about: most queries do not speak of it, and to look for a word alone is cheap. */
const NAMES_IT = /dbt_valid_to/i;
const ASKS = /(\bor\s+\(?\s*)?[\w."`]*\bdbt_valid_to["`]?\s+is\s+null\b(\s*\)?\s*or\b)?/gi;

/**
 * The first `dbt_valid_to is null` of a model that reads nothing but snapshots whose current version ends with a date
 * (`dbt_valid_to_current`): it is never true there. As one side of an `or` it does no harm.
 */
export function nullEnd(model: DbtModel, project: DbtProject): NullEnd | null {
  const { sql } = model;
  if (!sql || !NAMES_IT.test(sql.text)) return null;
  const bare = withoutComments(sql.text);
  const asked = [...bare.matchAll(ASKS)].find(([, before, after]) => before === undefined && after === undefined);
  const behind = asked ? snapshotsBehind(model, project) : [];
  const [snapshot] = behind;
  if (!asked || !snapshot || !behind.every((each) => each.snapshot?.endsWithDate === true)) return null;
  return { snapshot, place: placeIn(bare, asked.index) };
}
