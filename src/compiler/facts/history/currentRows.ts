import type { DbtModel, DbtProject } from '../../document/dbt/project/project.js';
import type { EffectivePlatform } from '../../inherit/policy/platform.js';
import { platformDialect } from '../../sql/dialect.js';
import { projectTables } from '../../sql/projectTables.js';
import { readSql } from '../../sql/readSql.js';
import type { SqlCondition } from '../../sql/resolve/sqlReading.js';
import { speaksOfVersions } from '../columns/versionNames.js';

/**
 * Whether a model may keep no more than the current version of anything, though it has the columns of a history: it, or a
 * model that it is made from, filters by them (`where dbt_valid_to is null`), or its SQL cannot be read. Snapshots keep
 * every version. Ends, cycles or not.
 */
export function mayKeepCurrentRowsOnly(
  model: DbtModel,
  project: DbtProject,
  platform: Pick<EffectivePlatform, 'services'>,
): boolean {
  const models = new Map([...project.models, ...project.otherVersions].map((each) => [each.name, each]));
  const pending = new Set(model.kind === 'snapshot' ? [] : [model]);
  for (const at of pending) {
    if (picksVersions(at, project, platform)) return true;
    for (const { name, package: foreign } of at.refs) {
      const next = foreign === null ? models.get(name) : undefined;
      if (next) pending.add(next);
    }
  }
  return false;
}

function picksVersions(model: DbtModel, project: DbtProject, platform: Pick<EffectivePlatform, 'services'>): boolean {
  if (!model.sql) return false;
  const reading = readSql(model.sql, platformDialect(platform), { tableOf: projectTables(model, project) });
  return !reading || reading.selects.some(({ conditions }) => conditions.some(isOfOneVersion));
}

/** A column that speaks of versions is compared with no other column: a constant, null, the clock. */
function isOfOneVersion({ left, right }: SqlCondition): boolean {
  const columns = [...left.columns, ...right.columns];
  return columns.length > 0 && columns.every(({ column }) => speaksOfVersions(column));
}
