import { refsIn } from './sqlReferences.js';
import { listOf, mappingOf, textOf } from './values.js';
import type { Mapping } from '../../../values/json.js';

/** The columns of the primary entity of each semantic model, by the dbt model that it is about. */
export function primaryEntities(
  semanticModels: readonly Mapping[],
  modelOf: (semanticModel: Mapping) => string | null = modelNamed,
): ReadonlyMap<string, readonly string[]> {
  return new Map(
    semanticModels.flatMap((each): [string, string[]][] => {
      const model = modelOf(each);
      const primary = listOf(each['entities'])
        .map(mappingOf)
        .filter(({ type }) => type === 'primary');
      const columns = primary.flatMap(({ expr, name }) => textOf(expr) ?? textOf(name) ?? []);
      return model !== null && columns.length === 1 && columns.every(isColumn) ? [[model, columns]] : [];
    }),
  );
}

/**
 * The column that a model itself declares as its primary entity, as dbt 1.12 and Fusion have it: `entity: primary` or
 * `entity: {type: primary}` of a column, or `derived_semantics` of the model.
 */
export function primaryEntityOf(model: Mapping, columns: readonly Mapping[]): readonly string[] {
  if (isOff(model['semantic_model'])) return [];
  const own = columns.filter(({ entity }) => (textOf(entity) ?? mappingOf(entity)['type']) === 'primary');
  const derived = listOf(mappingOf(model['derived_semantics'])['entities']).map(mappingOf);
  const found = [
    ...own.flatMap(({ name }) => textOf(name) ?? []),
    ...derived.filter(({ type }) => type === 'primary').flatMap(({ expr, name }) => textOf(expr) ?? textOf(name) ?? []),
  ];
  return found.length === 1 && found.every(isColumn) ? found : [];
}

const isOff = (semanticModel: unknown): boolean =>
  semanticModel === false || mappingOf(semanticModel)['enabled'] === false;

/** An expression may be SQL: then it names no column. */
const isColumn = (expression: string): boolean => /^[A-Za-z_]\w*$/.test(expression);

const modelNamed = ({ model }: Mapping): string | null => refsIn(textOf(model) ?? '')[0]?.name ?? null;
