import type { DataType } from '../../types/dataType.js';
import { parseType } from '../../types/parseType.js';
import { mappingOf } from '../../document/dbt/project/values.js';
import type { DocumentColumn, DocumentElement } from '../../document/common.js';
import { AVRO_NAME, PRIMITIVES, WRITTEN, logicalTypeOf, writtenInDigits } from './avroTypes.js';
import { AvroReader } from './AvroReader.js';
import { AvroOutliner } from './avroRaw.js';
import { isMapping, sameValue, type Mapping } from '../../values/json.js';

/** What a field of Avro says of its own; the rest stands in an attribute of ours. */
const TOLD = new Set(['name', 'type', 'required', 'description', 'aliases', 'fields', 'items', 'keys', 'values']);

const avroName = (name: string): string =>
  AVRO_NAME.test(name) ? name : name.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?![A-Za-z_])/, '_');

/** A namespace of Avro: its parts are names, the others are left out. */
const namespaceName = (namespace: string): string => namespace.split('.').map(avroName).join('.');

const isSymbols = (values: readonly string[]): boolean =>
  values.every((each) => AVRO_NAME.test(each)) && new Set(values).size === values.length;

/** Names of records and enums within a schema, none twice. */
class Names {
  private readonly taken = new Set<string>();
  add(name: string): void {
    this.taken.add(name);
  }
  next(wanted: string): string {
    const name = avroName(wanted);
    let [own, count] = [name, 1];
    while (this.taken.has(own)) own = `${name}_${(count += 1)}`;
    this.taken.add(own);
    return own;
  }
}

function decimalOf(precision: number | undefined, scale: number | undefined): Mapping | null {
  return precision !== undefined && precision > 0 && (scale ?? 0) <= precision
    ? { type: 'bytes', logicalType: 'decimal', precision, scale: scale ?? 0 }
    : null;
}

function typeOf(element: DocumentElement, names: Names, name: string): unknown {
  const parsed = parseType(element.type);
  const { base, parameters } = parsed;
  const fields = element.fields ?? parsed.fields;
  if (base === 'object' && fields)
    return { type: 'record', name: names.next(name), fields: fieldsOf(fields, names, name) };
  if (base === 'array') return { type: 'array', items: partOf(element.items ?? parsed.items, names, `${name}_item`) };
  if (base === 'map') return { type: 'map', values: partOf(element.values ?? parsed.values, names, `${name}_value`) };
  if (element.enum && element.enum.length > 0 && WRITTEN[base] === undefined && isSymbols(element.enum))
    return { type: 'enum', name: names.next(name), symbols: [...element.enum] };
  const [first, second] = parameters;
  if (base === 'fixed' && first !== undefined) return { type: 'fixed', name: names.next(name), size: first };
  if (base === 'duration') return { type: 'fixed', name: names.next(name), size: 12, logicalType: 'duration' };
  if (base === 'decimal') return decimalOf(first, second) ?? 'string';
  if (base === 'union' && element.types && element.types.length > 0)
    return element.types.map((type, index) => typeOf({ type }, names, `${name}_${index + 1}`));
  return writtenInDigits(base, first) ?? WRITTEN[base] ?? 'string';
}

/** What an array or a map holds: nulls too, where the document does not say that there are none. */
function partOf(part: DocumentElement | DataType | null, names: Names, name: string): unknown {
  const element: DocumentElement = !part ? { type: 'any' } : 'base' in part ? { type: part.text } : part;
  const type = withFloe(typeOf(element, names, name), element);
  return element.required ? type : ['null', type].flat();
}

/** The type that a reader finds in what was written. */
function typeRead(written: unknown): string {
  if (typeof written === 'string') return PRIMITIVES[written] ?? written;
  if (Array.isArray(written)) return 'union';
  const { type, size } = written as Mapping;
  if (type === 'record') return 'object';
  if (type === 'enum') return 'string';
  if (type === 'fixed') return logicalTypeOf(written as Mapping) ?? `binary(${String(size)})`;
  return logicalTypeOf(written as Mapping) ?? String(type);
}

/** Whether Avro takes a value as the default of a type. */
function takes(written: unknown, value: unknown): boolean {
  const type = typeof written === 'string' ? written : (written as Mapping)['type'];
  if (typeof written === 'object' && (written as Mapping)['logicalType'] === 'decimal') return false;
  if (type === 'int' || type === 'long') return Number.isSafeInteger(value);
  if (type === 'float' || type === 'double') return typeof value === 'number';
  if (type === 'enum') return ((written as Mapping)['symbols'] as unknown[]).includes(value);
  return type === 'boolean' ? typeof value === 'boolean' : type === 'string' && typeof value === 'string';
}

type Named = DocumentElement & { readonly name?: string; readonly aliases?: readonly string[] };

/** What of an element the type that was written does not tell. */
function floeOf(element: Named, written: unknown): Mapping | null {
  const { name, keys, aliases = [] } = element;
  const { avro: _, ...keywords } = element.keywords ?? {};
  const isEnum = typeof written === 'object' && (written as Mapping)['type'] === 'enum';
  const isTold = (key: string, value: unknown): boolean =>
    TOLD.has(key) ||
    value === undefined ||
    (key === 'enum' && isEnum) ||
    key === 'keywords' ||
    (key === 'types' && isTypes(written, value)) ||
    (key === 'default' && name !== undefined && takes(written, value));
  const own = Object.entries(element).filter(([key, value]) => !isTold(key, value));
  const found = {
    ...(name !== undefined && avroName(name) !== name && { name }),
    ...(typeRead(written) !== element.type && { type: element.type }),
    ...(keys && (keys.type !== 'string' || keys.required !== true || Object.keys(keys).length > 2) && { keys }),
    ...(aliases.some((each) => !AVRO_NAME.test(each)) && { aliases }),
    ...Object.fromEntries(own),
    ...(Object.keys(keywords).length > 0 && { keywords }),
  };
  return Object.keys(found).length > 0 ? found : null;
}

/** Whether the branches that were written are read as these types. */
const isTypes = (written: unknown, types: unknown): boolean =>
  Array.isArray(written) && sameValue(written.map(typeRead), types);

/** An element says in its schema what a field says beside it. */
function withFloe(written: unknown, element: DocumentElement): unknown {
  const { description, ...rest } = element;
  const floe = floeOf(rest, written);
  const own = { ...(description !== undefined && { description }), ...floe };
  if (Object.keys(own).length === 0) return written;
  const isPlain = typeof written === 'string' || Array.isArray(written);
  return { ...(isPlain ? { type: written } : (written as Mapping)), floe: own };
}

/** The field that a column was read from, as long as it is read as the column. */
function fieldRead({ keywords = {}, ...column }: DocumentColumn): Mapping | null {
  const { avro, ...others } = keywords;
  if (!isMapping(avro)) return null;
  const [read] = new AvroReader(undefined).columns({ fields: [avro] }, [], '');
  const own = { ...column, ...(Object.keys(others).length > 0 && { keywords: others }) };
  return sameValue(read, own) ? avro : null;
}

/** Aliases of Avro are names of Avro. */
function field(column: DocumentColumn, names: Names, around: string): Mapping {
  const type = typeOf(column, names, `${around}_${column.name}`);
  const aliases = column.aliases?.every((each) => AVRO_NAME.test(each)) ? column.aliases : [];
  const floe = floeOf(column, type);
  const { required, description } = column;
  const stands = takes(type, column.default) ? column.default : undefined;
  return {
    name: avroName(column.name),
    ...(description !== undefined && { doc: description }),
    type: required ? type : stands === undefined ? ['null', type].flat() : [type, 'null'].flat(),
    ...(stands !== undefined ? { default: stands } : required ? {} : { default: null }),
    ...(aliases.length > 0 && { aliases }),
    ...(floe && { floe }),
  };
}

const fieldsOf = (columns: readonly DocumentColumn[], names: Names, around: string): Mapping[] =>
  columns.map((column) => field(column, names, around));

interface Described {
  readonly name: string;
  /** The namespace of its table. */
  readonly namespace: string;
  readonly description?: string | undefined;
  readonly columns: readonly DocumentColumn[];
  /** `avro`: what the record said of itself, where it was read from one. */
  readonly keywords?: Mapping;
}

/**
 * The columns of a port as an Avro record schema, JSON (Apache Avro 1.12). A column that is not required is a union with
 * null, which is its default; what Avro has no field for stands in `floe`, which other readers skip.
 */
export function writeAvro({ name: port, namespace: around, description, columns, keywords = {} }: Described): string {
  const { name = port, namespace = around, ...attributes } = mappingOf(keywords['avro']);
  const names = new Names();
  const own = names.next(String(name));
  const space = namespaceName(String(namespace));
  const outliner = new AvroOutliner(names);
  const fields = columns.map((column) => {
    const read = fieldRead(column);
    return read ? outliner.field(read, space) : field(column, names, own);
  });
  const record = {
    type: 'record',
    name: own,
    namespace: space,
    ...(description !== undefined && { doc: description }),
    ...attributes,
    fields,
  };
  return `${JSON.stringify(record, null, 2)}\n`;
}
