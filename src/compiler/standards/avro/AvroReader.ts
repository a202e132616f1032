import type { DocumentColumn, DocumentElement } from '../../document/common.js';
import { textOf, textsOf } from '../../document/dbt/project/values.js';
import type { Complaint } from '../../document/shape/issues.js';
import type { DocumentPath } from '../../source.js';
import { saysItsParts } from '../../types/parseType.js';
import { fitting } from '../common/fitting.js';
import { AVRO_NAME, logicalTypeOf, PRIMITIVES } from './avroTypes.js';
import { typeText } from './typeText.js';
import { isMapping, type Mapping } from '../../values/json.js';
import { DEEPEST } from '../../values/deepest.js';

interface Read {
  readonly element: DocumentElement;
  readonly nullable: boolean;
}

/** The keys of a map. */
const TEXT: DocumentElement = { type: 'string', required: true };
const ANY: Read = { element: { type: 'any' }, nullable: false };
/** A record within itself is known by its name alone. */
const SELF: Read = { element: { type: 'object' }, nullable: false };
const LARGEST = 20_000;
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** Reads the fields of a record as columns, the names of types as they are declared on the way. */
export class AvroReader {
  readonly problems: Complaint[] = [];
  private readonly declared = new Map<string, Read>();
  /** `around`: the records that the fields stand in; undefined: any name that nobody declared is taken for one of them. */
  constructor(private readonly around: readonly string[] | undefined) {}
  private readonly sizes = new WeakMap<readonly DocumentColumn[], number>();

  columns(record: Mapping, path: DocumentPath, namespace: string, depth = 0): DocumentColumn[] {
    const { fields } = record;
    if (!Array.isArray(fields)) {
      this.complain([...path, 'fields'], 'A record says which fields it has', 'fields: [{name, type}, ...]');
      return [];
    }
    const taken = new Set<string>();
    return fields.flatMap((field, index): DocumentColumn[] => {
      const at = [...path, 'fields', index];
      if (!isMapping(field) || typeof field['name'] !== 'string' || !AVRO_NAME.test(field['name'])) {
        this.complain([...at, 'name'], 'A field has a name', 'letters, digits and "_", not beginning with a digit');
        return [];
      }
      if (taken.has(field['name']))
        this.complain([...at, 'name'], `Two fields have the name '${field['name']}'`, 'names that differ');
      taken.add(field['name']);
      return [this.column(field, field['name'], at, namespace, depth)];
    });
  }

  private column(field: Mapping, name: string, at: DocumentPath, namespace: string, depth: number): DocumentColumn {
    const { element, nullable } = this.type(field['type'], [...at, 'type'], namespace, depth);
    const { doc, aliases, default: stands } = field;
    const names = textsOf(aliases ?? []);
    const own = floeOf(field);
    return {
      name: textOf(own['name']) ?? name,
      ...overlaid(element, fitting(own)),
      ...(typeof doc === 'string' && doc !== '' && { description: doc }),
      ...(!nullable && { required: true }),
      ...(names.length > 0 && { aliases: names }),
      ...(stands !== undefined && stands !== null && { default: stands }),
    };
  }

  private type(written: unknown, at: DocumentPath, namespace: string, depth: number): Read {
    if (depth > DEEPEST.avro) return ANY;
    if (Array.isArray(written)) return this.union(written, at, namespace, depth);
    if (typeof written === 'string') return this.named(written, at, namespace);
    if (!isMapping(written)) {
      this.complain(at, 'A field has a type', 'the name of a type, a schema, or a list of them');
      return ANY;
    }
    return { element: this.schema(written, at, namespace, depth), nullable: written['type'] === 'null' };
  }

  private named(name: string, at: DocumentPath, namespace: string): Read {
    const primitive = PRIMITIVES[name];
    if (primitive !== undefined) return { element: { type: primitive }, nullable: name === 'null' };
    const names = namespace === '' ? [name] : [name, `${namespace}.${name}`];
    if (names.some((each) => this.around?.includes(each))) return SELF;
    const found = names.map((each) => this.declared.get(each)).find((each) => each !== undefined);
    if (!found && !this.around) return SELF;
    if (!found) this.complain(at, `There is no type '${name}'`, 'a type of Avro, or one declared before');
    return found ?? ANY;
  }

  /** `["null", T]` is T that may be missing; several are a union, its types as texts. */
  private union(branches: readonly unknown[], at: DocumentPath, namespace: string, depth: number): Read {
    const read = branches.map((branch, index) => this.type(branch, [...at, index], namespace, depth + 1));
    const own = read.filter(({ element }) => element.type !== 'void');
    const nullable = own.length < read.length;
    const [only] = own;
    if (own.length === 1 && only) return { element: only.element, nullable };
    if (own.length === 0) return { element: { type: 'void' }, nullable };
    return { element: { type: 'union', types: own.map(({ element }) => typeText(element)) }, nullable };
  }

  private schema(schema: Mapping, at: DocumentPath, namespace: string, depth: number): DocumentElement {
    const { type } = schema;
    const own = fitting(floeOf(schema));
    const below = (key: string): DocumentElement => {
      const { element, nullable } = this.type(schema[key], [...at, key], namespace, depth + 1);
      return nullable ? element : { ...element, required: true };
    };
    const logical = logicalTypeOf(schema);
    if (type === 'record' || type === 'enum' || type === 'fixed') {
      const declared = this.declare(schema, at, namespace, depth);
      return overlaid({ ...declared, ...(logical !== null && { type: logical }) }, own);
    }
    if (type === 'array') return overlaid({ type: 'array', items: below('items') }, own);
    if (type === 'map') return overlaid({ type: 'map', keys: TEXT, values: below('values') }, own);
    if (logical !== null) return { type: logical, ...own };
    return { ...this.type(type, [...at, 'type'], namespace, depth + 1).element, ...own };
  }

  /** A record, an enum or a fixed has a name by which it may be named again, within itself too. */
  private declare(schema: Mapping, at: DocumentPath, around: string, depth: number): DocumentElement {
    const { type, name, namespace: stated, symbols, size } = schema;
    if (typeof name !== 'string' || name === '') {
      this.complain([...at, 'name'], `A type of kind ${String(type)} has a name`, 'a name');
      return ANY.element;
    }
    const namespace = name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : (textOf(stated) ?? around);
    const full = name.includes('.') || namespace === '' ? name : `${namespace}.${name}`;
    this.declared.set(full, type === 'record' ? SELF : ANY);
    const element = this.declaration(schema, at, { namespace, type, symbols, size }, depth);
    if (this.size(element) > LARGEST) {
      this.complain(at, `The type '${full}' comes to more than ${LARGEST} columns`, 'fewer columns');
      return ANY.element;
    }
    this.declared.set(full, { element, nullable: false });
    return element;
  }

  private declaration(
    schema: Mapping,
    at: DocumentPath,
    { namespace, type, symbols, size }: { namespace: string; type: unknown; symbols: unknown; size: unknown },
    depth: number,
  ): DocumentElement {
    if (type === 'record') return { type: 'object', fields: this.columns(schema, at, namespace, depth + 1) };
    if (type === 'fixed') return { type: Number.isInteger(size) ? `binary(${String(size)})` : 'binary' };
    if (!Array.isArray(symbols) || symbols.length === 0)
      this.complain([...at, 'symbols'], 'An enum says which symbols it has', 'symbols: [A, B]');
    return { type: 'string', enum: textsOf(symbols ?? []) };
  }

  /** How many columns an element comes to; types that are named again and again grow fast. */
  private size({ fields, items, values }: DocumentElement): number {
    const parts = [items, values].filter((part) => part !== undefined).map((part) => this.size(part));
    if (fields && !this.sizes.has(fields)) this.sizes.set(fields, sum(fields.map((field) => this.size(field))));
    return 1 + sum(parts) + (fields ? (this.sizes.get(fields) ?? 0) : 0);
  }

  private complain(path: DocumentPath, message: string, expected: string): void {
    this.problems.push({ code: 'DOCUMENT_INVALID_VALUE', path, message, expected });
  }
}

/** What Avro has no field for, in an attribute of ours that other readers skip. */
const floeOf = (node: Mapping): Mapping => (isMapping(node['floe']) ? node['floe'] : {});

/** What we said beside a type goes before it; a type that says its parts itself has no others. */
function overlaid(element: DocumentElement, own: Partial<DocumentElement>): DocumentElement {
  const { fields: _, items: __, keys: ___, values: ____, ...plain } = element;
  return { ...(own.type !== undefined && saysItsParts(own.type) ? plain : element), ...own };
}
