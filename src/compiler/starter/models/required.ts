import { REQUIRED_TESTS } from '../../facts/columns/requiredTests.js';
import type { EffectivePlatform } from '../../inherit/policy/platform.js';
import { hashOf, refersTo, type Making, type StarterColumn, type StarterModel, type Test } from './model.js';

/** The hours after which data is stale, as the port promises (docs/init.md). */
export const FRESH_HOURS = 24;

type Has = (model: StarterModel, making: Making) => StarterModel;

const withTest = (model: StarterModel, test: Test): StarterModel => ({ ...model, tests: [...model.tests, test] });

function withColumn(model: StarterModel, column: StarterColumn): StarterModel {
  const stands = model.columns.some(({ name }) => name === column.name);
  return stands ? model : { ...model, columns: [...model.columns, column] };
}

const refers = ({ tests = [] }: StarterColumn): boolean =>
  tests.some((test) => typeof test === 'object' && 'relationships' in test);

/** The business key refers to what the model reads, where nothing refers to anything yet. */
const referential: Has = (model, { reads }) => {
  if (model.columns.some(refers)) return model;
  const columns = model.columns.map((column) =>
    column.name === model.subject
      ? { ...column, tests: [...(column.tests ?? []), refersTo(reads.call, reads.id)] }
      : column,
  );
  return { ...model, columns };
};

/** As hubs, links and satellites of ours call it, in any case. */
const HASH_KEY = /(_h|H)k$/;

/** What a model gets for each required test that not every model of ours has anyway (docs/dbt.md). */
const HAD: Readonly<Record<string, Has>> = {
  freshness: (model) =>
    withTest(model, { 'dbt_utils.recency': { datepart: 'hour', field: model.newest, interval: FRESH_HOURS } }),
  referential_integrity: referential,
  scd_validation: (model) => ('scd_type' in model.meta ? model : { ...model, meta: { ...model.meta, scd_type: 1 } }),
  hash_key: (model, { names, reads }) =>
    model.columns.some(({ name }) => HASH_KEY.test(name))
      ? model
      : withColumn(model, {
          name: names.column(`${names.entity}_hkey`),
          description: `Hash of the ${names.entity}`,
          type: 'string',
          sql: hashOf(reads.id),
        }),
  unique_business_key: (model) =>
    'business_key' in model.meta || model.subject === null
      ? model
      : { ...model, meta: { ...model.meta, business_key: model.subject } },
  load_date: (model, { names, reads }) =>
    withColumn(model, {
      name: names.column('load_date'),
      description: 'When it was loaded, UTC',
      type: 'timestamp',
      sql: reads.updated,
    }),
  record_source: (model, { names }) =>
    withColumn(model, {
      name: names.column('record_source'),
      description: 'Where it was loaded from',
      type: 'string',
      sql: `'${names.source}'`,
    }),
};

/**
 * A model with every test that its platform requires of it (decisions 3 and 7); one that is the platform's own as a test of
 * the model, by the first of its aliases.
 */
export function withRequiredTests(
  model: StarterModel,
  making: Making,
  { requiredTests, testAliases }: Pick<EffectivePlatform, 'requiredTests' | 'testAliases'>,
): StarterModel {
  const required = [...new Set([...model.layer.requiredTests, ...requiredTests])];
  return required.reduce((so, test) => {
    if (Object.hasOwn(HAD, test)) return HAD[test]?.(so, making) ?? so;
    return Object.hasOwn(REQUIRED_TESTS, test) ? so : withTest(so, testAliases[test]?.[0] ?? test);
  }, model);
}
