import type { CompiledColumn } from '../../artifact.js';
import type { DbtColumn } from '../../document/dbt/project/project.js';
import type { SourceLocation } from '../../source.js';
import type { DataType } from '../../types/dataType.js';
import { parseType } from '../../types/parseType.js';
import { sameName } from '../columns/columnTests.js';
import type { OutputPortFacts } from '../subjects/portFacts.js';
import { declaredAs } from './madeColumns.js';
import type { ModelFacts } from './modelFacts.js';

/** A part of a column as the port promises it and as the `data_type` of its model has it. */
export interface PromisedPart {
  /** `address.city` */
  readonly path: string;
  readonly promised: string;
  /** null: the struct has no such field. */
  readonly made: string | null;
  /** The fields beside it that the struct has. */
  readonly beside: readonly string[];
}

/** What a promised type is made of: by its own parts, else as the text says (`struct<a: int>`). */
interface Promise {
  readonly type: string;
  readonly fields: readonly { readonly name: string; readonly promise: Promise }[];
  readonly items: Promise | null;
  readonly values: Promise | null;
}

function promiseOf({ type, fields, items, values }: Omit<CompiledColumn, 'name'>): Promise {
  const told = ofType(parseType(type));
  return {
    type,
    fields: fields ? fields.map((each) => ({ name: each.name, promise: promiseOf(each) })) : told.fields,
    items: items ? promiseOf(items) : told.items,
    values: values ? promiseOf(values) : told.values,
  };
}

const ofType = ({ text, fields, items, values }: DataType): Promise => ({
  type: text,
  fields: (fields ?? []).map(({ name, type }) => ({ name, promise: ofType(parseType(type)) })),
  items: items && ofType(items),
  values: values && ofType(values),
});

/** The fields and elements of a promised column, each with what a type makes of it; none of what the type does not tell. */
export const promisedParts = (column: CompiledColumn, made: string): PromisedPart[] =>
  partsOf(promiseOf(column), parseType(made), column.name);

function partsOf(promise: Promise, made: DataType, path: string): PromisedPart[] {
  const fields = made.fields ?? [];
  const beside = fields.map(({ name }) => name);
  const ofFields = (made.fields ? promise.fields : []).flatMap(({ name, promise: each }): PromisedPart[] => {
    const found = fields.find((field) => sameName(field.name, name));
    const part = { path: `${path}.${name}`, promised: each.type, made: found?.type ?? null, beside };
    return [part, ...(found ? partsOf(each, parseType(found.type), part.path) : [])];
  });
  const element = (each: Promise | null, type: DataType | null): PromisedPart[] =>
    each && type ? [{ path, promised: each.type, made: type.text, beside: [] }, ...partsOf(each, type, path)] : [];
  return [...ofFields, ...element(promise.items, made.items), ...element(promise.values, made.values)];
}

/** A field that a port promises, and that the struct of its model's `data_type` does not have. */
export interface UnmadeField extends Pick<PromisedPart, 'path' | 'beside'> {
  /** Of the promised column. */
  readonly location: SourceLocation;
  readonly model: string;
  /** The column as the model declares it. */
  readonly declared: DbtColumn;
}

/** The fields of a port's columns that the types of its models do not have. */
export const unmadeFields = (output: OutputPortFacts, models: readonly ModelFacts[]): UnmadeField[] =>
  output.columns.flatMap(({ column, location }) => {
    const found = declaredAs(column.name, output, models);
    const parts = found?.column.type ? promisedParts(column, found.column.type) : [];
    return parts.flatMap(({ path, made, beside }) =>
      found && made === null ? [{ path, beside, location, model: found.model.name, declared: found.column }] : [],
    );
  });
