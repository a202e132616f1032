import type { DbtModel } from '../../document/dbt/project/project.js';
import { textsOf } from '../../document/dbt/project/values.js';
import { enforcedConstraints, isNotNull, isUnique, sameName, uniqueTogether } from './columnTests.js';
import { testedColumns } from './dbtTests.js';
import { modelEntities } from './entityForms.js';
import { businessKeyColumns, scdColumn } from './scdColumns.js';
import { compareText } from '../../values/compareText.js';

/** The columns of a primary key, none where none can be told, and why they were taken for it. */
export interface PrimaryKey {
  readonly columns: readonly string[];
  /** As a half sentence: `it is named after the model`. Empty without a key. */
  readonly because: string;
}

/** A model as its key is read. */
export interface KeyedModel {
  readonly model: DbtModel;
  /** Its name without the layer's prefix. */
  readonly stem: string;
  /** The key that the port's schema states. */
  readonly portKey: readonly string[];
  /** As a slowly changing dimension; null where it is none. */
  readonly scdType: number | null;
}

const SUFFIXES = ['id', 'key', 'hk', 'sk'];

/** The column that bears the usual name of a key, unless it is only one part of what is unique together. */
function usualName({ model, stem, scdType }: KeyedModel): string[] {
  if (scdType === 2) return [];
  const names = modelEntities(model.name, stem).flatMap((noun) => SUFFIXES.map((suffix) => `${noun}_${suffix}`));
  const found = ['id', ...names].flatMap((name) => model.columns.filter((column) => sameName(column.name, name)));
  const parts = uniqueTogether(model).flat();
  const whole = found.filter(({ name }) => isUnique(model, name) || !parts.some((part) => sameName(part, name)));
  return whole.slice(0, 1).map(({ name }) => name);
}

function declared({ model }: KeyedModel): string[] {
  const own = textsOf(model.floe.values['primary_key']);
  if (own.length > 0) return own;
  return model.columns.filter(({ floe }) => floe.values['primary_key'] === true).map(({ name }) => name);
}

/** Of several columns the one of the usual name, else the first. */
function tested(keyed: KeyedModel): string[] {
  const { model } = keyed;
  const names = model.columns.map(({ name }) => name).filter((name) => isUnique(model, name) && isNotNull(model, name));
  const usual = names.length > 1 ? usualName(keyed) : [];
  return [...names.filter((name) => usual.includes(name)), ...names].slice(0, 1);
}

/** A history has each business key several times. */
function testedVersion(keyed: KeyedModel): string[] {
  const { model, stem, scdType } = keyed;
  const business = scdType === 2 ? businessKeyColumns(model, stem) : [];
  return tested(keyed).filter((name) => !business.some((each) => sameName(each, name)));
}

/** Of several combinations the one of the fewest columns, then the first by the alphabet. */
function testedTogether({ model }: KeyedModel): readonly string[] {
  const whole = uniqueTogether(model).filter((columns) => columns.every((column) => isNotNull(model, column)));
  const written = (columns: readonly string[]): string => columns.join();
  const [first = []] = whole.sort((a, b) => a.length - b.length || compareText(written(a), written(b)));
  return first;
}

/** A primary_key constraint, or the test of the package dbt_constraints that makes one. */
function constrained({ model }: KeyedModel): string[] {
  const constraints = enforcedConstraints(model).filter(({ type }) => type === 'primary_key');
  if (constraints.length > 0) return constraints.flatMap(({ columns }) => columns);
  const test = model.tests.find((each) => each.name === 'primary_key' && each.package === 'dbt_constraints');
  return test ? [...testedColumns(test)] : [];
}

function surrogateKey({ model, stem, scdType }: KeyedModel): string[] {
  const column = scdType === 2 ? scdColumn(model, stem, 'surrogate_key') : null;
  return column ? [column.name] : [];
}

interface Reading {
  readonly because: string;
  readonly read: (keyed: KeyedModel) => readonly string[];
}

/** Decision 6, with docs/decisions/0005 for the primary entity of a semantic model. Printed in docs/dbt.md. */
export const READINGS: readonly Reading[] = [
  { because: 'a primary_key constraint says so', read: constrained },
  { because: 'meta.floe.primary_key says so', read: declared },
  { because: "the schema of the model's port says so", read: ({ portKey }) => portKey },
  { because: 'it is the primary entity of a semantic model', read: ({ model }) => model.entityKey },
  { because: 'it is the surrogate key of a Type 2 dimension', read: surrogateKey },
  { because: 'it is tested as not null and unique', read: testedVersion },
  { because: 'its columns are tested as not null and as unique together', read: testedTogether },
  { because: 'it is tested as not null and unique, though it is the business key of a history', read: tested },
  { because: 'it is named as the key of such a model usually is', read: usualName },
];

const NO_KEY: PrimaryKey = { columns: [], because: '' };

/** A model's primary key by the first reading that applies; empty where none does. */
export function primaryKeyOf(keyed: KeyedModel): PrimaryKey {
  for (const { because, read } of READINGS) {
    const columns = read(keyed);
    if (columns.length > 0) return { columns, because };
  }
  return NO_KEY;
}
