import type { DbtConstraint, DbtModel, DbtTest } from '../../document/dbt/project/project.js';
import { testedColumns, testMeans } from './dbtTests.js';

export const sameName = (a: string, b: string): boolean => a === b || a.toLowerCase() === b.toLowerCase();

/** What stands on one column. */
interface OnColumn {
  readonly tests: DbtTest[];
  readonly constraints: DbtConstraint[];
}

const UNTESTED: OnColumn = { tests: [], constraints: [] };
/** A model never changes: what stands on its columns is sorted out once, for models have thousands of them. */
const sorted = new WeakMap<DbtModel, ReadonlyMap<string, OnColumn>>();

function onColumn(model: DbtModel, column: string): OnColumn {
  if (model.tests.length === 0 && model.constraints.length === 0) return UNTESTED;
  let known = sorted.get(model);
  if (!known) sorted.set(model, (known = sortOut(model)));
  return known.get(column.toLowerCase()) ?? UNTESTED;
}

/** The constraints that the warehouse holds: dbt passes over them where the contract is not enforced, and on views. */
export const enforcedConstraints = ({ constraintsEnforced, constraints }: DbtModel): readonly DbtConstraint[] =>
  constraintsEnforced ? constraints : [];

/** A test of the whole model that lists columns, as unique_combination_of_columns does, stands on none of them alone. */
function sortOut(model: DbtModel): ReadonlyMap<string, OnColumn> {
  const byColumn = new Map<string, OnColumn>();
  const at = (column: string): OnColumn => {
    const name = column.toLowerCase();
    let found = byColumn.get(name);
    if (!found) byColumn.set(name, (found = { tests: [], constraints: [] }));
    return found;
  };
  for (const test of model.tests) {
    if (test.column !== null) at(test.column).tests.push(test);
    else for (const column of listedColumns(test)) at(column).tests.push(test);
  }
  for (const constraint of enforcedConstraints(model))
    for (const column of constraint.columns) at(column).constraints.push(constraint);
  return byColumn;
}

/** The columns that a test of the whole model says something of, each by itself: a key of one column, a foreign key. */
function listedColumns(test: DbtTest): readonly string[] {
  const columns = testedColumns(test);
  const each = testMeans(test, 'not null') || testMeans(test, 'refers');
  return each || columns.length === 1 ? columns : [];
}

/** Whether a test goes by one of these names, with or without its package. */
const isNamed = (test: DbtTest, names: readonly string[]): boolean =>
  names.includes(test.name) || (test.package !== null && names.includes(`${test.package}.${test.name}`));

/** A test of one of these names on the model or any of its columns. */
export const hasTest = (model: DbtModel, ...names: readonly string[]): boolean =>
  model.tests.some((test) => isNamed(test, names));

/** The test of this name on this column, the first of several. */
export const columnTest = (model: DbtModel, column: string, name: string): DbtTest | undefined =>
  onColumn(model, column).tests.find((test) => test.name === name);

/** An enforced constraint of one of these types that is about this column, alone or with others. */
const columnHasConstraint = (model: DbtModel, column: string, ...types: readonly string[]): boolean =>
  onColumn(model, column).constraints.some(({ type }) => types.includes(type));

/** Any test or enforced constraint (decision 4). */
export const isCovered = (model: DbtModel, column: string): boolean => {
  const { tests, constraints } = onColumn(model, column);
  return tests.length > 0 || constraints.length > 0;
};

export const isNotNull = (model: DbtModel, column: string): boolean =>
  onColumn(model, column).tests.some((test) => testMeans(test, 'not null')) ||
  columnHasConstraint(model, column, 'not_null', 'primary_key');

export const isUnique = (model: DbtModel, column: string): boolean => {
  const { tests, constraints } = onColumn(model, column);
  return (
    tests.some((test) => testMeans(test, 'unique') && testedColumns(test).length === 1) ||
    tests.some((test) => testMeans(test, 'unique together') && testedColumns(test).length === 1) ||
    constraints.some(({ type, columns }) => columns.length === 1 && (type === 'unique' || type === 'primary_key'))
  );
};

/** Unique among all rows: a test of some rows alone (`where: is_current`) says nothing of the others. */
export const isUniqueThroughout = (model: DbtModel, column: string): boolean =>
  isUnique({ ...model, tests: model.tests.filter(({ where }) => where === null) }, column);

/** A relationships test or a foreign key. */
export const isReference = (model: DbtModel, column: string): boolean =>
  onColumn(model, column).tests.some((test) => testMeans(test, 'refers')) ||
  columnHasConstraint(model, column, 'foreign_key');

const sameColumns = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((each) => b.some((other) => sameName(each, other)));

const isUniqueKey = ({ type }: DbtConstraint): boolean => type === 'primary_key' || type === 'unique';

/** Whatever columns a test or an enforced constraint says to be unique, taken together or alone. */
function uniqueColumns(model: DbtModel): (readonly string[])[] {
  const tests = model.tests.filter((test) => testMeans(test, 'unique together') || testMeans(test, 'unique'));
  return [
    ...enforcedConstraints(model)
      .filter(isUniqueKey)
      .map(({ columns }) => columns),
    ...tests.map(testedColumns),
  ];
}

/** The combinations of several columns that are unique, none of which need be so by itself. */
export const uniqueTogether = (model: DbtModel): (readonly string[])[] =>
  uniqueColumns(model).filter(({ length }) => length > 1);

/** These columns taken together, by a test or a constraint. */
export const isUniqueTogether = (model: DbtModel, key: readonly string[]): boolean =>
  uniqueColumns(model).some((columns) => sameColumns(columns, key));
