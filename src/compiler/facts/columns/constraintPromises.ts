import type { DbtConstraint, DbtModel } from '../../document/dbt/project/project.js';
import type { Mapping } from '../../values/json.js';
import { enforcedConstraints, sameName } from './columnTests.js';

/** What enforced constraints promise of a column beside that it is a key, unique or never null. */
export interface ConstraintPromises {
  readonly references?: readonly string[];
  readonly extensions?: Mapping;
}

const isAbout = ({ columns }: DbtConstraint, name: string): boolean =>
  columns.length === 1 && sameName(columns[0] ?? '', name);

const expressionsOf = (constraints: readonly DbtConstraint[], type: string): string[] =>
  constraints.flatMap((each) => (each.type === type && each.expression !== null ? [each.expression] : []));

/** Conditions in the warehouse's own words, by the type of the constraint. */
function conditionsOf(constraints: readonly DbtConstraint[]): Mapping {
  const found = ['check', 'custom'].map((type) => [type, expressionsOf(constraints, type)] as const);
  return Object.fromEntries(found.filter(([, expressions]) => expressions.length > 0));
}

const stated = (extensions: Mapping): Pick<ConstraintPromises, 'extensions'> =>
  Object.keys(extensions).length > 0 ? { extensions } : {};

/** Foreign keys as `customers.id`, and the conditions of check and custom constraints. */
export function columnPromises(model: DbtModel, name: string): ConstraintPromises {
  const own = enforcedConstraints(model).filter((each) => isAbout(each, name));
  const references = own.flatMap(({ type, to, toColumns: [column] }) =>
    type === 'foreign_key' && to !== null ? [column === undefined ? to : `${to}.${column}`] : [],
  );
  return { ...(references.length > 0 && { references }), ...stated(conditionsOf(own)) };
}

/** What constraints of several columns, or of none in particular, promise of a row; empty where there are none. */
export function rowPromises(model: DbtModel): Mapping {
  const ofRow = enforcedConstraints(model).filter(({ columns }) => columns.length !== 1);
  const unique = ofRow.filter(({ type }) => type === 'unique').map(({ columns }) => [...columns].sort());
  const foreign = ofRow.filter(({ type }) => type === 'foreign_key');
  const references = foreign.map(
    ({ columns, to, toColumns }) => `${columns.join()} -> ${to ?? ''}.${toColumns.join()}`,
  );
  return {
    ...conditionsOf(ofRow),
    ...(unique.length > 0 && { unique }),
    ...(references.length > 0 && { references }),
  };
}
