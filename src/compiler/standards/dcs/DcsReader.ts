import { parseType } from '../../types/parseType.js';
import { BOUNDS } from '../../document/columns.js';
import type { DocumentColumn, DocumentElement } from '../../document/common.js';
import { listOf, mappingOf, textOf, textsOf } from '../../document/dbt/project/values.js';
import { fitting } from '../common/fitting.js';
import { columnName } from '../common/names.js';
import { definitionOf } from './brokenReferences.js';
import { isMapping, type Mapping } from '../../values/json.js';
import { DEEPEST } from '../../values/deepest.js';

/** More than any table has; definitions that are named again and again grow fast. */
export const MOST_COLUMNS = 20_000;

/** `decimal` with its precision and scale, every other type as it is written. */
function typeOf({ type, precision, scale }: Mapping): string {
  const written = textOf(type)?.trim() || 'any';
  return typeof precision === 'number' && parseType(written).base === 'decimal'
    ? `decimal(${precision},${typeof scale === 'number' ? scale : 0})`
    : written;
}

/** Reads the fields of one document as columns. */
export class DcsReader {
  private count = 0;
  constructor(private readonly definitions: Mapping) {}

  get isTooLarge(): boolean {
    return this.count > MOST_COLUMNS;
  }

  /** The fields of a model or object. */
  columns(fields: unknown, depth = 0): DocumentColumn[] {
    return Object.entries(mappingOf(fields)).map(([name, field]) => ({
      name: columnName(name),
      ...this.element(mappingOf(field), depth),
    }));
  }

  /** What a field says with its `$ref: '#/definitions/x'`. */
  private resolved(field: Mapping, depth = 0): Mapping {
    const { $ref, ...own } = field;
    const name = definitionOf($ref);
    const target = name === null || depth > DEEPEST.dataContract ? undefined : this.definitions[name];
    return isMapping(target) ? { ...this.resolved(target, depth + 1), ...own } : own;
  }

  private element(field: Mapping, depth: number): DocumentElement {
    this.count += 1;
    const whole = this.resolved(field);
    return { type: typeOf(whole), ...fitting(ownFields(whole)), ...this.parts(whole, depth + 1) };
  }

  private parts({ fields, items, keys, values }: Mapping, depth: number): Partial<DocumentElement> {
    if (depth > DEEPEST.dataContract || this.isTooLarge) return {};
    return {
      ...(isMapping(fields) && { fields: this.columns(fields, depth) }),
      ...(isMapping(items) && { items: this.element(items, depth) }),
      ...(isMapping(keys) && { keys: this.element(keys, depth) }),
      ...(isMapping(values) && { values: this.element(values, depth) }),
    };
  }
}

function ownFields(field: Mapping): Mapping {
  const bounds = Object.entries(BOUNDS).flatMap(([key, name]) =>
    field[name] === undefined ? [] : [[key, field[name]]],
  );
  const values = listOf(field['enum']).map(String);
  const tags = textsOf(field['tags'] ?? []);
  return {
    title: field['title'],
    description: field['description'],
    format: field['format'],
    pattern: field['pattern'],
    ...(field['required'] === true && { required: true }),
    ...(field['unique'] === true && { unique: true }),
    ...((field['primaryKey'] === true || field['primary'] === true) && { primary_key: true }),
    classification: textOf(field['classification']) ?? (field['pii'] === true ? 'pii' : undefined),
    ...(values.length > 0 && { enum: values }),
    ...(tags.length > 0 && { tags }),
    ...(textOf(field['references']) !== null && { references: [field['references']] }),
    ...Object.fromEntries(bounds),
  };
}
