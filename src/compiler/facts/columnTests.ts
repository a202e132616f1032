import type { DbtConstraint, DbtModel, DbtTest } from '../document/dbt/project.js';

export const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** What stands on one column. */
interface OnColumn {
  readonly tests: DbtTest[];
  readonly constraints: DbtConstraint[];
}

const NOTHING: OnColumn = { tests: [], constraints: [] };
/** A model never changes: what stands on its columns is sorted out once, for models have thousands of them. */
const sorted = new WeakMap<DbtModel, ReadonlyMap<string, OnColumn>>();

function onColumn(model: DbtModel, column: string): OnColumn {
  const known = sorted.get(model) ?? sortOut(model);
  sorted.set(model, known);
  return known.get(column.toLowerCase()) ?? NOTHING;
}

function sortOut({ tests, constraints }: DbtModel): ReadonlyMap<string, OnColumn> {
  const byColumn = new Map<string, OnColumn>();
  const at = (column: string): OnColumn => {
    const found = byColumn.get(column.toLowerCase()) ?? { tests: [], constraints: [] };
    byColumn.set(column.toLowerCase(), found);
    return found;
  };
  for (const test of tests) if (test.column !== null) at(test.column).tests.push(test);
  for (const constraint of constraints)
    for (const column of constraint.columns) at(column).constraints.push(constraint);
  return byColumn;
}

/** Whether a test goes by one of these names, with or without its package. */
export const isNamed = (test: DbtTest, names: readonly string[]): boolean =>
  names.includes(test.name) || (test.package !== null && names.includes(`${test.package}.${test.name}`));

/** A test of one of these names on the model or any of its columns. */
export const hasTest = (model: DbtModel, ...names: readonly string[]): boolean =>
  model.tests.some((test) => isNamed(test, names));

/** The test of this name on this column, the first of several. */
export const columnTest = (model: DbtModel, column: string, name: string): DbtTest | undefined =>
  onColumn(model, column).tests.find((test) => test.name === name);

/** A test of one of these names on this column. */
export const columnHasTest = (model: DbtModel, column: string, ...names: readonly string[]): boolean =>
  onColumn(model, column).tests.some((test) => isNamed(test, names));

/** A constraint of one of these types that is about this column, alone or with others. */
export const columnHasConstraint = (model: DbtModel, column: string, ...types: readonly string[]): boolean =>
  onColumn(model, column).constraints.some(({ type }) => types.includes(type));

/** Any test, or, where the contract is enforced, any constraint. */
export const isCovered = (model: DbtModel, column: string): boolean => {
  const { tests, constraints } = onColumn(model, column);
  return tests.length > 0 || (model.contractEnforced && constraints.length > 0);
};

export const isNotNull = (model: DbtModel, column: string): boolean =>
  columnHasTest(model, column, 'not_null') || columnHasConstraint(model, column, 'not_null', 'primary_key');

export const isUnique = (model: DbtModel, column: string): boolean =>
  columnHasTest(model, column, 'unique') ||
  onColumn(model, column).constraints.some(
    ({ type, columns }) => columns.length === 1 && (type === 'unique' || type === 'primary_key'),
  );
