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

/** An expression may be SQL: then it names no column. */
const isColumn = (expression: string): boolean => /^[A-Za-z_]\w*$/.test(expression);

const modelNamed = ({ model }: Mapping): string | null => refsIn(textOf(model) ?? '')[0]?.name ?? null;
