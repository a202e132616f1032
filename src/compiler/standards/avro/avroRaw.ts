import { textOf } from '../../document/dbt/project/values.js';
import { isMapping, sameValue, type Mapping } from '../../values/json.js';
import { PRIMITIVES } from './avroTypes.js';

const NAMED = ['record', 'error', 'enum', 'fixed'];
/** Types that are named again and again grow fast. */
const LARGEST = 20_000;

const spaceOf = (full: string): string => full.slice(0, Math.max(0, full.lastIndexOf('.')));
const qualified = (name: string, namespace: string): string =>
  name.includes('.') || namespace === '' ? name : `${namespace}.${name}`;

const fullName = ({ name, namespace }: Mapping, around: string): string =>
  qualified(textOf(name) ?? '', textOf(namespace) ?? around);

/** Applies to each type that a schema is made of; `namespace` is that around it. */
function withTypes(schema: Mapping, of: (type: unknown) => unknown): Mapping {
  const { fields, items, values, type } = schema;
  const inner = (field: unknown): unknown => (isMapping(field) ? { ...field, type: of(field['type']) } : field);
  return {
    ...schema,
    ...(Array.isArray(fields) && { fields: fields.map(inner) }),
    ...(items !== undefined && { items: of(items) }),
    ...(values !== undefined && { values: of(values) }),
    ...(typeof type !== 'string' && { type: of(type) }),
  };
}

/** Fields of a record as they are written, each for itself: with the types that it names in their places. */
export class AvroInliner {
  private readonly declared = new Map<string, Mapping>();
  private count = 0;

  /** null where it comes to more than anybody keeps. */
  field(field: Mapping, namespace: string, record: string): Mapping | null {
    const found = { ...field, type: this.type(field['type'], namespace, [record]) };
    return this.count > LARGEST ? null : found;
  }

  private type(written: unknown, namespace: string, within: readonly string[]): unknown {
    if ((this.count += 1) > LARGEST) return written;
    if (Array.isArray(written)) return written.map((each) => this.type(each, namespace, within));
    if (typeof written === 'string') return this.named(written, namespace, within);
    return isMapping(written) ? this.schema(written, namespace, within) : written;
  }

  private named(name: string, namespace: string, within: readonly string[]): unknown {
    if (PRIMITIVES[name] !== undefined) return name;
    const full = this.declared.has(qualified(name, namespace)) ? qualified(name, namespace) : name;
    const known = this.declared.get(full);
    if (within.includes(qualified(name, namespace))) return qualified(name, namespace);
    return known && !within.includes(full) ? this.schema(known, spaceOf(full), within) : full;
  }

  private schema(schema: Mapping, namespace: string, within: readonly string[]): Mapping {
    if (!NAMED.includes(String(schema['type']))) return withTypes(schema, (type) => this.type(type, namespace, within));
    const full = fullName(schema, namespace);
    const { namespace: _, ...rest } = schema;
    const own = { ...rest, name: full };
    this.declared.set(full, own);
    return withTypes(own, (type) => this.type(type, spaceOf(full), [...within, full]));
  }
}

/** The reverse: a type that was written before is named, and names are short where their namespace is the one around. */
export class AvroOutliner {
  private readonly written = new Map<string, Mapping>();
  constructor(private readonly taken: { add(name: string): unknown }) {}

  field(field: Mapping, namespace: string): Mapping {
    return { ...field, type: this.type(field['type'], namespace) };
  }

  private type(type: unknown, namespace: string): unknown {
    if (Array.isArray(type)) return type.map((each) => this.type(each, namespace));
    if (typeof type === 'string') return short(type, namespace);
    if (!isMapping(type)) return type;
    const full = textOf(type['name']);
    if (full === null || !NAMED.includes(String(type['type'])))
      return withTypes(type, (each) => this.type(each, namespace));
    const known = this.written.get(full);
    if (known && sameValue(known, type)) return short(full, namespace);
    return this.declaration(known ? { ...type, name: `${full}_${this.written.size + 1}` } : type, namespace);
  }

  private declaration(type: Mapping, namespace: string): Mapping {
    const full = String(type['name']);
    this.written.set(full, type);
    this.taken.add(full.slice(full.lastIndexOf('.') + 1));
    const space = spaceOf(full);
    const { name: _, ...rest } = withTypes(type, (each) => this.type(each, space));
    const own = space === namespace ? {} : { namespace: space };
    return { ...rest, name: full.slice(full.lastIndexOf('.') + 1), ...own };
  }
}

const short = (full: string, namespace: string): string =>
  spaceOf(full) === namespace && namespace !== '' ? full.slice(full.lastIndexOf('.') + 1) : full;
