import type { DbtModel } from '../../document/dbt/project/project.js';
import { mappingOf, textOf, textsOf } from '../../document/dbt/project/values.js';
import { testedColumns, testMeans } from '../columns/dbtTests.js';
import { entityForms } from '../columns/entityForms.js';

/** A column by which a link or satellite refers to a hub or link. */
export interface VaultReference {
  readonly column: string;
  /** The model that a test, a constraint or the model's own hint names; null where only the column's name tells. */
  readonly to: string | null;
}

const REF = /ref\(\s*(?:['"]\w+['"]\s*,\s*)?['"]([^'"]+)['"]/;
const targetOf = (value: unknown): string | null => REF.exec(textOf(value) ?? '')?.[1] ?? textOf(value);

/** What the relationships tests and foreign keys of a model say. */
export function testedReferences(model: DbtModel): VaultReference[] {
  const tested = model.tests
    .filter((test) => testMeans(test, 'refers'))
    .flatMap((test) =>
      testedColumns(test).map((column) => ({
        column,
        to: targetOf(test.arguments['to'] ?? test.arguments['pk_table_name']),
      })),
    );
  const keys = model.constraints.filter(({ type }) => type === 'foreign_key');
  return [...tested, ...keys.flatMap(({ columns, to }) => columns.slice(0, 1).map((column) => ({ column, to })))];
}

/** What the model says of itself: `meta.floe.data_vault: {hubs: [hub_customer, hub_order]}`, `{parent: hub_customer}`. */
export function statedReferences({ floe }: DbtModel): VaultReference[] {
  const hint = mappingOf(floe.values['data_vault']);
  return [...textsOf(hint['hubs']), ...textsOf(hint['parent'])].map((to) => ({ column: '', to }));
}

/** A name without what marks keys, hubs and links: `hk_customer_h`, `HUB_CUSTOMER_HK`, `CustomerHashKey` → `customer`. */
const bareEntity = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/_?(hash_?key|hkey|hsk|hk|pk|fk|sk|bk|nk|id|key)$/, '')
    .replace(/^(dv_)?(hash_?key|hkey|hk)_/, '')
    .replace(/^(hub|link|lnk|sat|h|l|s)_|_(hub|link|lnk|sat|h|l|s)$/g, '');

const words = (name: string): string => bareEntity(name).split('_').sort().join(' ');

/** Whether a key is named after an entity: `order_customer_pk` after `customer_order`. */
export const isKeyOf = (column: string, entity: string): boolean =>
  bareEntity(column) !== '' &&
  (words(column) === words(entity) || entityForms(bareEntity(entity)).some((form) => form === bareEntity(column)));

/** Each column once; what the model states has no column. */
export const distinctReferences = (references: readonly VaultReference[]): VaultReference[] => [
  ...new Map(references.map((each) => [each.column.toLowerCase() || `to ${each.to ?? ''}`, each])).values(),
];
