import { listOf, mappingOf } from '../../document/dbt/project/values.js';
import type { OdcsVersion } from './version.js';
import type { Mapping } from '../../values/json.js';

const SHORT = /^[A-Za-z_][A-Za-z0-9_]*\.[A-Za-z_][A-Za-z0-9_]*$/;

/** Foreign keys of one column, where every reference is of the short form that the standard takes, `table.column`. */
export function relationshipFields(references: readonly string[], { hasRelationships }: OdcsVersion): Mapping | null {
  if (!hasRelationships || references.length === 0 || !references.every((each) => SHORT.test(each))) return null;
  return { relationships: references.map((to) => ({ type: 'foreignKey', to })) };
}

/** What a property refers to. */
export const referencesOf = (property: Mapping): string[] =>
  listOf(property['relationships']).flatMap((each) => {
    const { to } = mappingOf(each);
    return typeof to === 'string' && /\S/.test(to) ? [to] : [];
  });
