import type { DbtModel, DbtProject } from '../../document/dbt/project/project.js';
import type { EffectivePlatform } from '../../inherit/policy/platform.js';
import { platformDialect } from '../../sql/dialect.js';
import { projectTables } from '../../sql/projectTables.js';
import { readSql } from '../../sql/readSql.js';
import { vaultCall, vaultColumns } from '../../sql/vaultCall.js';

/** The columns of a model as far as they can be told. */
export interface KnownColumns {
  readonly names: readonly string[];
  /**
   * Whether there may be others. `proven`: there are none, by the SQL or by an enforced contract. `declared`: its YAML
   * tells of none, and there is no SQL to ask. `open`: a macro that nobody knows writes them, a `select *` hands them on.
   */
  readonly extent: 'proven' | 'declared' | 'open';
}

/** The columns that a model declares, and those that its SQL selects. */
export function knownColumns(
  model: DbtModel,
  project: DbtProject,
  platform: Pick<EffectivePlatform, 'services'>,
): KnownColumns {
  const declared = declaredColumns(model);
  if (model.contractEnforced || !model.sql) return declared;
  const call = vaultCall(model.sql);
  if (call)
    return { names: joinedNames(vaultColumns(call), declared.names), extent: call.complete ? 'proven' : 'open' };
  const reading = readSql(model.sql, platformDialect(platform), { tableOf: projectTables(model, project) });
  const selected = reading?.columns.map(({ name }) => name) ?? [];
  return { names: joinedNames(selected, declared.names), extent: reading && !reading.open ? 'proven' : 'open' };
}

/** Each name once, as it is declared where it is. */
const joinedNames = (...lists: (readonly string[])[]): string[] => [
  ...new Map(lists.flat().map((name) => [name.toLowerCase(), name])).values(),
];

/** The columns that a model declares, as all that is known. */
export function declaredColumns(model: DbtModel): KnownColumns {
  const names = model.columns.map(({ name }) => name);
  const told = names.length > 0 && model.sql === null && !isPython(model);
  return { names, extent: model.contractEnforced ? 'proven' : told ? 'declared' : 'open' };
}

const isPython = ({ file }: DbtModel): boolean => file.endsWith('.py');
