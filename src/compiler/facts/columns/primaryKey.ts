import type { DbtModel } from '../../document/dbt/project/project.js';
import { textsOf } from '../../document/dbt/project/values.js';
import { isNotNull, isUnique, sameName } from './columnTests.js';
import { testedColumns } from './dbtTests.js';

/** Singular and plural of a noun, as names of key columns use it. */
export function entityForms(noun: string): string[] {
  const ies = noun.endsWith('ies') ? `${noun.slice(0, -3)}y` : null;
  const es = /(s|x|z|ch|sh)es$/.test(noun) ? noun.slice(0, -2) : null;
  const s = noun.endsWith('s') && !noun.endsWith('ss') ? noun.slice(0, -1) : null;
  return [...new Set([noun, ies, es, s, `${noun}s`].filter((each) => each !== null))];
}

const SUFFIXES = ['id', 'key', 'hk', 'sk'];

function usualName(model: DbtModel, stem: string): string[] {
  const id = model.columns.find(({ name }) => sameName(name, 'id'));
  if (id) return [id.name];
  const names = entityForms(stem.toLowerCase()).flatMap((noun) => SUFFIXES.map((suffix) => `${noun}_${suffix}`));
  const found = names.flatMap((name) => model.columns.filter((column) => sameName(column.name, name)));
  return found.slice(0, 1).map(({ name }) => name);
}

function declared(model: DbtModel): string[] {
  const own = textsOf(model.floe.values['primary_key']);
  if (own.length > 0) return own;
  return model.columns.filter(({ floe }) => floe.values['primary_key'] === true).map(({ name }) => name);
}

function tested(model: DbtModel): string[] {
  const column = model.columns.find(({ name }) => isUnique(model, name) && isNotNull(model, name));
  return column ? [column.name] : [];
}

/** A primary_key constraint, or the test of the package dbt_constraints that makes one. */
function constrained(model: DbtModel): string[] {
  const constraints = model.constraints.filter(({ type }) => type === 'primary_key');
  if (constraints.length > 0) return constraints.flatMap(({ columns }) => columns);
  const test = model.tests.find((each) => each.name === 'primary_key' && each.package === 'dbt_constraints');
  return test ? [...testedColumns(test)] : [];
}

/**
 * The columns of a model's primary key by the first reading that applies (decision 6, and docs/decisions/0005 for the
 * primary entity of a semantic model); empty where none does.
 */
export function primaryKeyOf(model: DbtModel, stem: string, portKey: readonly string[]): readonly string[] {
  const readings = [
    () => constrained(model),
    () => declared(model),
    () => portKey,
    () => model.entityKey,
    () => tested(model),
    () => usualName(model, stem),
  ];
  for (const reading of readings) {
    const key = reading();
    if (key.length > 0) return key;
  }
  return [];
}
