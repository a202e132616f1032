import type { DbtColumn } from '../../document/dbt/project/project.js';
import { hasTest, isNotNull, isReference, isUnique, isUniqueTogether, sameName } from './columnTests.js';
import { testMeans } from './dbtTests.js';
import { hasType2Columns, madeFromSnapshot } from './history.js';
import { entityForms } from './entityForms.js';
import { businessKeyStated } from './scdColumns.js';
import type { TestedModel } from './testedModel.js';
import { businessColumns, isVaultPart, type VaultPart } from './vaultNames.js';

/** One way to have a required test, in words (docs/dbt.md) and as it is checked. */
interface Way {
  readonly words: string;
  readonly holds: (tested: TestedModel) => boolean;
}

export interface RequiredTest {
  /** What it promises of a model. */
  readonly promises: string;
  /** The mend of a model that lacks it. */
  readonly mend: string;
  /** Any one of them is enough. */
  readonly ways: readonly Way[];
  /** The columns that keep a model from having it, where it is about columns. */
  readonly lacking?: (tested: TestedModel) => readonly string[];
}

const PLACEHOLDER = /^(todo|tbd|fixme|wip|n\/?a|none|null|description|documentation|xxx+|[-.?…]+)[.:!\s]*$/i;
const described = (text: string | null, name: string): boolean =>
  text !== null && text.trim() !== '' && !PLACEHOLDER.test(text.trim()) && !sameName(text.trim(), name);

/** `customer_key` refers elsewhere by its form, `customer_id` where the project has a model of customers. */
function refersElsewhere({ key, entities }: TestedModel, column: DbtColumn): boolean {
  if (key.some((each) => sameName(each, column.name))) return false;
  const [, noun = '', suffix] = /^(.+)_(key|hk|sk|fk|id)$/i.exec(column.name) ?? [];
  if (suffix === undefined) return false;
  return suffix.toLowerCase() !== 'id' || entities.has(noun.toLowerCase());
}

const unreferring = (tested: TestedModel): DbtColumn[] =>
  tested.model.columns
    .filter((column) => refersElsewhere(tested, column))
    .filter(({ name }) => !isReference(tested.model, name));

const namesOf = (columns: readonly DbtColumn[]): string[] => columns.map(({ name }) => name);

const readsFreshSources = ({ model, project }: TestedModel): boolean =>
  model.reads.length > 0 &&
  model.refs.length === 0 &&
  model.reads.every(({ source, table }) =>
    project.sources.some((each) => each.source === source && each.table === table && each.freshness),
  );

const notNullPart =
  (part: VaultPart): Way['holds'] =>
  ({ model }) =>
    model.columns.some(({ name }) => isVaultPart(model, part, name) && isNotNull(model, name));

/** In a model with a hash key, a hub, what is neither of the vault nor of the loading is its business key. */
function isUniqueInHub({ model }: TestedModel): boolean {
  const columns = model.columns.map(({ name }) => name);
  if (!columns.some((column) => isVaultPart(model, 'hash_key', column))) return false;
  const business = businessColumns(model, columns).filter((column) => isNotNull(model, column));
  return (
    business.some((column) => isUnique(model, column)) || (business.length > 1 && isUniqueTogether(model, business))
  );
}

function usualBusinessKeys({ model, stem }: TestedModel): string[] {
  const usual = ['business_key', ...entityForms(stem.toLowerCase()).map((noun) => `${noun}_bk`)];
  const isUsual = (name: string): boolean => /_bk$/i.test(name) || usual.some((each) => sameName(each, name));
  return model.columns.map(({ name }) => name).filter(isUsual);
}

/**
 * How each required test of ADR-0021 is had (decision 7), as data: rules ask it, docs/dbt.md prints it. A dbt test of the
 * required test's own name counts too, and so do those that `quality_gates.test_aliases` names for it.
 */
export const REQUIRED_TESTS: Readonly<Record<string, RequiredTest>> = {
  not_null_pk: {
    promises: 'Every record has a primary key.',
    mend: 'Add a not_null test to each column of the primary key',
    lacking: ({ model, key }) => key.filter((each) => !isNotNull(model, each)),
    ways: [
      {
        words: '`not_null`, or an enforced not_null or primary_key constraint, on each column of the primary key',
        holds: ({ model, key }) => key.length > 0 && key.every((each) => isNotNull(model, each)),
      },
    ],
  },
  unique_pk: {
    promises: 'No two records share a primary key.',
    mend: 'Add a unique test to the primary key (unique_combination_of_columns where it has several columns)',
    lacking: ({ key }) => key,
    ways: [
      {
        words: '`unique`, or an enforced unique or primary_key constraint, on a key of one column',
        holds: ({ model, key }) => key.length === 1 && isUnique(model, key[0] ?? ''),
      },
      {
        words: 'a test or enforced constraint of the unique combination of exactly the columns of the key',
        holds: ({ model, key }) => key.length > 0 && isUniqueTogether(model, key),
      },
    ],
  },
  freshness: {
    promises: 'Stale data is noticed.',
    mend: 'Add dbt_utils.recency or another freshness test, or a freshness config of the model or of all sources it reads',
    ways: [
      {
        words: 'a recency or freshness test of the usual packages',
        holds: ({ model }) => model.tests.some((test) => testMeans(test, 'fresh')),
      },
      { words: 'a `freshness` config of the model', holds: ({ model }) => model.freshness },
      {
        words: '`freshness` of every source that it reads, for a model that reads sources alone',
        holds: readsFreshSources,
      },
    ],
  },
  documentation: {
    promises: 'The model and its columns can be understood (decision 5).',
    mend: 'Describe the model and each of its columns',
    lacking: ({ model }) => namesOf(model.columns.filter((each) => !described(each.description, each.name))),
    ways: [
      {
        words: 'a description of the model and of each declared column that is no placeholder and not the name itself',
        holds: ({ model }) =>
          described(model.description, model.name) &&
          model.columns.every((column) => described(column.description, column.name)),
      },
    ],
  },
  scd_validation: {
    promises: 'A dimension keeps its history as its type says.',
    mend: 'Declare effective_from, effective_to and is_current with not_null on the first and last, or build on a dbt snapshot',
    ways: [
      {
        words:
          "`meta.floe.scd_type: 1`, or the layer's `default_type: 1`, where the layer allows type 1: there is no history to validate",
        holds: ({ scdType, scdTypes }) => scdType === 1 && scdTypes.includes(1),
      },
      {
        words: 'a dbt snapshot behind it, directly or through other models',
        holds: ({ model, project }) => madeFromSnapshot(model, project),
      },
      {
        words: '`effective_from`, `effective_to`, `is_current`, with not_null on the first and the last',
        holds: ({ model }) => hasType2Columns(model),
      },
    ],
  },
  referential_integrity: {
    promises: 'What a record refers to exists.',
    mend: 'Add a relationships test to every key that refers to another model',
    lacking: (tested) => namesOf(unreferring(tested)),
    ways: [
      {
        words:
          '`relationships`, or an enforced foreign_key constraint, on every column that refers elsewhere, one at least: `*_key`, `*_hk`, `*_sk`, `*_fk` outside the primary key, and `<entity>_id` of an entity that the project has a model of',
        holds: (tested) =>
          tested.model.columns.some(({ name }) => isReference(tested.model, name)) && unreferring(tested).length === 0,
      },
    ],
  },
  unique_business_key: {
    promises: 'A hub has one record for each business key.',
    mend: 'Add not_null and unique to the business key, <entity>_bk or meta.floe.business_key',
    ways: [
      {
        words:
          'not null and unique on the business key that `meta.floe.business_key` declares; on several columns each not null and unique together',
        holds: (tested) => {
          const key = businessKeyStated(tested.model);
          const unique = key.length === 1 ? isUnique(tested.model, key[0] ?? '') : isUniqueTogether(tested.model, key);
          return key.length > 0 && unique && key.every((each) => isNotNull(tested.model, each));
        },
      },
      {
        words: 'not null and unique on `<entity>_bk`, another `*_bk` or `business_key`',
        holds: (tested) =>
          usualBusinessKeys(tested).some((name) => isNotNull(tested.model, name) && isUnique(tested.model, name)),
      },
      {
        words:
          'in a model with a hash key, not null and unique on a column that is neither of the vault (hash key, load date, record source) nor of the loading process; all such columns together, where there are several',
        holds: isUniqueInHub,
      },
    ],
  },
  hash_key: {
    promises: 'A hub or link has a hash key.',
    mend: 'Add not_null to the hash key, <entity>_hk or hash_key',
    ways: [
      {
        words: 'not null on `*_hk`, `hk_*`, `hash_key`, `*hashkey`, `*_hkey` or `*_pk`',
        holds: notNullPart('hash_key'),
      },
    ],
  },
  load_date: {
    promises: 'It is known when a record was loaded.',
    mend: 'Add not_null to load_date, load_datetime or ldts',
    ways: [
      {
        words:
          'not null on `load_date`, `load_datetime`, `load_timestamp`, `load_dts`, `ldts` or another spelling of them',
        holds: notNullPart('load_date'),
      },
    ],
  },
  record_source: {
    promises: 'It is known where a record came from.',
    mend: 'Add not_null to record_source or rsrc',
    ways: [
      {
        words: 'not null on `record_source`, `rec_src`, `rsrc` or another spelling of them',
        holds: notNullPart('record_source'),
      },
    ],
  },
};

/** The required tests that are about the primary key: without a key they cannot be judged. */
export const KEY_TESTS: readonly string[] = ['not_null_pk', 'unique_pk'];

/** Whether a model satisfies a required test; `aliases` are the dbt tests that count as it too (`quality_gates.test_aliases`). */
export function satisfies(name: string, tested: TestedModel, aliases: readonly string[]): boolean {
  const known = Object.hasOwn(REQUIRED_TESTS, name) ? REQUIRED_TESTS[name] : undefined;
  return (known?.ways.some(({ holds }) => holds(tested)) ?? false) || hasTest(tested.model, name, ...aliases);
}

/** The columns that keep a model from having a required test. */
export const lackingColumns = (name: string, tested: TestedModel): readonly string[] =>
  (Object.hasOwn(REQUIRED_TESTS, name) ? REQUIRED_TESTS[name]?.lacking?.(tested) : undefined) ?? [];
