import type { DbtColumn, DbtProject } from '../../document/dbt/project/project.js';
import type { EffectivePlatform } from '../../inherit/policy/platform.js';
import { sameName } from '../columns/columnTests.js';
import type { OutputPortFacts } from '../subjects/portFacts.js';
import { knownColumns, type KnownColumns } from './knownColumns.js';
import type { ModelFacts } from './modelFacts.js';

/** The models that write the table of an output port; none where nothing tells. */
export const modelsOf = (output: OutputPortFacts, models: readonly ModelFacts[]): ModelFacts[] =>
  models.filter(({ port }) => port === output);

/** A column that a port promises and none of its models makes. */
export interface UnmadeColumn {
  readonly column: OutputPortFacts['columns'][number];
  readonly model: ModelFacts;
  /** What the models make. */
  readonly made: readonly string[];
  /** There are no others, by the SQL or an enforced contract; else their YAML tells of none. */
  readonly proven: boolean;
}

/** The columns of a port that its models do not make, as far as all that they make is known. */
export function unmadeColumns(
  output: OutputPortFacts,
  models: readonly ModelFacts[],
  project: DbtProject,
  platform: Pick<EffectivePlatform, 'services'>,
): UnmadeColumn[] {
  const [model, ...more] = modelsOf(output, models);
  if (!model || output.columns.length === 0) return [];
  const known = [model, ...more].map((each): KnownColumns => knownColumns(each.model, project, platform));
  if (known.some(({ extent }) => extent === 'open')) return [];
  const made = known.flatMap(({ names }) => names);
  const proven = known.every(({ extent }) => extent === 'proven');
  return output.columns
    .filter(({ column }) => !made.some((each) => sameName(each, column.name)))
    .map((column) => ({ column, model, made, proven }));
}

/** The column of a port as the model declares it that makes it. */
export function declaredAs(
  name: string,
  output: OutputPortFacts,
  models: readonly ModelFacts[],
): { readonly model: ModelFacts; readonly column: DbtColumn } | null {
  const found = modelsOf(output, models).flatMap((model) => {
    const column = model.model.columns.find((each) => sameName(each.name, name));
    return column ? [{ model, column }] : [];
  });
  return found[0] ?? null;
}
