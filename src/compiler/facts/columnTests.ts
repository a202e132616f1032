import type { DbtModel, DbtTest } from '../document/dbt/project.js';

export const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Whether a test goes by one of these names, with or without its package. */
export const isNamed = (test: DbtTest, names: readonly string[]): boolean =>
  names.includes(test.name) || (test.package !== null && names.includes(`${test.package}.${test.name}`));

/** A test of one of these names on the model or any of its columns. */
export const hasTest = (model: DbtModel, ...names: readonly string[]): boolean =>
  model.tests.some((test) => isNamed(test, names));

/** A test of one of these names on this column. */
export const columnHasTest = (model: DbtModel, column: string, ...names: readonly string[]): boolean =>
  model.tests.some((test) => test.column !== null && sameName(test.column, column) && isNamed(test, names));

/** A constraint of one of these types on this column alone. */
const constrained = (model: DbtModel, column: string, ...types: readonly string[]): boolean =>
  model.constraints.some(
    ({ type, columns }) => types.includes(type) && columns.length === 1 && sameName(columns[0] ?? '', column),
  );

export const isNotNull = (model: DbtModel, column: string): boolean =>
  columnHasTest(model, column, 'not_null') ||
  model.constraints.some(
    ({ type, columns }) => ['not_null', 'primary_key'].includes(type) && columns.some((each) => sameName(each, column)),
  );

export const isUnique = (model: DbtModel, column: string): boolean =>
  columnHasTest(model, column, 'unique') || constrained(model, column, 'unique', 'primary_key');
