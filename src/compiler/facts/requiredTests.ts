import type { DbtColumn, DbtModel, DbtProject } from '../document/dbt/project.js';
import { textsOf } from '../document/dbt/values.js';
import { columnHasConstraint, columnHasTest, hasTest, isNotNull, isUnique, sameName } from './columnTests.js';
import { entityForms } from './primaryKey.js';

/** A model as the required tests look at it. */
export interface TestedModel {
  readonly model: DbtModel;
  /** Its name without the layer's prefix. */
  readonly stem: string;
  readonly key: readonly string[];
  readonly project: DbtProject;
  /** Nouns that the project's models stand for, singular and plural. */
  readonly entities: ReadonlySet<string>;
  /** The types of slowly changing dimension that its layer allows (ADR-0021, Kimball Pattern). */
  readonly scdTypes: readonly number[];
}

type Satisfied = (tested: TestedModel) => boolean;

const sameColumns = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((each) => b.some((other) => sameName(each, other)));

const COMBINATION = ['unique_combination_of_columns', 'expect_compound_columns_to_be_unique'];

function uniqueTogether(model: DbtModel, key: readonly string[]): boolean {
  const constraints = model.constraints.filter(({ type }) => type === 'primary_key' || type === 'unique');
  const tests = model.tests.filter(({ name }) => COMBINATION.includes(name));
  return (
    constraints.some(({ columns }) => sameColumns(columns, key)) ||
    tests.some((test) =>
      sameColumns(textsOf(test.arguments['combination_of_columns'] ?? test.arguments['column_list']), key),
    )
  );
}

const uniqueKey: Satisfied = ({ model, key }) =>
  key.length > 0 && (uniqueTogether(model, key) || (key.length === 1 && isUnique(model, key[0] ?? '')));

/** The recency and freshness tests of the usual packages: dbt_utils, dbt_expectations, elementary. */
const FRESHNESS = [
  ...['freshness', 'recency', 'freshness_anomalies', 'event_freshness_anomalies'],
  ...['expect_row_values_to_have_recent_data', 'expect_grouped_row_values_to_have_recent_data'],
];

const fresh: Satisfied = ({ model, project }) => {
  if (model.freshness || hasTest(model, ...FRESHNESS)) return true;
  if (model.reads.length === 0 || model.refs.length > 0) return false;
  return model.reads.every(({ source, table }) =>
    project.sources.some((each) => each.source === source && each.table === table && each.freshness),
  );
};

const PLACEHOLDER = /^(todo|tbd|fixme|wip|n\/?a|none|null|description|documentation|xxx+|[-.?…]+)[.:!\s]*$/i;
const described = (text: string | null, name: string): boolean =>
  text !== null && text.trim() !== '' && !PLACEHOLDER.test(text.trim()) && !sameName(text.trim(), name);

/** A gate on metadata (decision 5). */
const documented: Satisfied = ({ model }) =>
  described(model.description, model.name) &&
  model.columns.every((column) => described(column.description, column.name));

/** `customer_key` refers elsewhere by its form, `customer_id` where the project has a model of customers. */
function refersElsewhere({ key, entities }: TestedModel, column: DbtColumn): boolean {
  if (key.some((each) => sameName(each, column.name))) return false;
  const [, noun = '', suffix] = /^(.+)_(key|hk|sk|fk|id)$/i.exec(column.name) ?? [];
  if (suffix === undefined) return false;
  return suffix.toLowerCase() !== 'id' || entities.has(noun.toLowerCase());
}

const refers = (model: DbtModel, column: string): boolean =>
  columnHasTest(model, column, 'relationships', 'relationships_where') ||
  columnHasConstraint(model, column, 'foreign_key');

const referential: Satisfied = (tested) => {
  const { model } = tested;
  const elsewhere = model.columns.filter((column) => refersElsewhere(tested, column));
  return model.columns.some(({ name }) => refers(model, name)) && elsewhere.every(({ name }) => refers(model, name));
};

const notNullColumn =
  (name: RegExp): Satisfied =>
  ({ model }) =>
    model.columns.some((column) => name.test(column.name) && isNotNull(model, column.name));

const businessKey: Satisfied = ({ model, stem }) => {
  const declared = textsOf(model.floe.values['business_key']);
  const usual = ['business_key', ...entityForms(stem.toLowerCase()).map((noun) => `${noun}_bk`)];
  const keys = model.columns.filter(
    ({ name, floe }) =>
      floe.values['business_key'] === true ||
      [...declared, ...usual].some((each) => sameName(each, name)) ||
      /_bk$/i.test(name),
  );
  if (declared.length > 1) return declared.every((each) => isNotNull(model, each)) && uniqueTogether(model, declared);
  return keys.some(({ name }) => isNotNull(model, name) && isUnique(model, name));
};

/** ADR-0021, Type 2 Schema Requirements. A dimension of type 1 has no history to validate. */
const slowlyChanging: Satisfied = ({ model, project, scdTypes }) => {
  if (model.floe.values['scd_type'] === 1) return scdTypes.includes(1);
  if (model.refs.some((ref) => project.snapshots.some(({ name }) => name === ref.name))) return true;
  const column = (name: string): DbtColumn | undefined => model.columns.find((each) => sameName(each.name, name));
  const [from, to, current] = ['effective_from', 'effective_to', 'is_current'].map(column);
  return Boolean(from && to && current && isNotNull(model, from.name) && isNotNull(model, current.name));
};

/** What satisfies each required test of ADR-0021 (decision 7) beside a dbt test of that very name. */
const TABLE: Readonly<Record<string, Satisfied>> = {
  not_null_pk: ({ model, key }) => key.length > 0 && key.every((each) => isNotNull(model, each)),
  unique_pk: uniqueKey,
  freshness: fresh,
  documentation: documented,
  referential_integrity: referential,
  unique_business_key: businessKey,
  hash_key: notNullColumn(/(^|_)(hk|hash_?key)$/i),
  load_date: notNullColumn(/^(load_date|load_datetime|load_timestamp|load_dts|ldts)$/i),
  record_source: notNullColumn(/^(record_source|rec_src|rsrc)$/i),
  scd_validation: slowlyChanging,
};

/** The required tests that are about the primary key: without a key they cannot be judged. */
export const KEY_TESTS: readonly string[] = ['not_null_pk', 'unique_pk'];

/** Whether a model satisfies a required test; `aliases` are the dbt tests that count as it too (`quality_gates.test_aliases`). */
export function satisfies(name: string, tested: TestedModel, aliases: readonly string[]): boolean {
  return (TABLE[name]?.(tested) ?? false) || hasTest(tested.model, name, ...aliases);
}
