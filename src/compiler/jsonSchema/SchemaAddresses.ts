import { textOf } from '../document/dbt/project/values.js';
import { isMapping, valueAt, type Mapping } from '../values/json.js';

/** A schema with an address of its own, which references within it are relative to (JSON Schema 2020-12, 8.2). */
interface Resource {
  readonly root: Mapping;
  readonly address: string;
}

/** Where a document says none. */
const NOWHERE = 'schema://document/';

/** Which schema of one document a reference names: by a pointer, an anchor, or the address of a schema within. */
export class SchemaAddresses {
  private readonly found = new Map<string, Mapping>();
  private readonly resources = new WeakMap<Mapping, Resource>();
  private readonly whole: Resource;

  constructor(root: Mapping) {
    this.whole = { root, address: absolute(idOf(root, hasOldIds(root)) ?? '', NOWHERE) };
    this.found.set(this.whole.address, root);
    this.walk(root, hasOldIds(root));
  }

  /** What a reference that stands in this node leads to; null where it leads out of the document. */
  target(reference: unknown, from: Mapping): Mapping | null {
    const path = textOf(reference);
    if (path === null) return null;
    const [address = '', fragment = ''] = path.split('#');
    const within = this.resources.get(from) ?? this.whole;
    const base = address === '' ? within.root : this.found.get(absolute(address, within.address));
    if (!base) return null;
    const target = fragment === '' ? base : this.named(base, fragment);
    return isMapping(target) ? target : null;
  }

  private named(base: Mapping, fragment: string): unknown {
    if (!fragment.startsWith('/')) return this.anchored(base, fragment);
    const steps = fragment.slice(1).split('/').map(unescaped);
    return valueAt(base, steps) ?? valueAt(this.whole.root, steps);
  }

  /** Of several anchors of one name that of the same schema, else the only one. */
  private anchored(base: Mapping, name: string): Mapping | undefined {
    const { address } = this.resources.get(base) ?? this.whole;
    return this.found.get(`${address}#${name}`) ?? this.found.get(`#${name}`);
  }

  private walk(root: Mapping, oldIds: boolean): void {
    const waiting: [node: object, within: Resource][] = [[root, this.whole]];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [node, around] = next;
      const within = isMapping(node) && node !== root ? this.resourceOf(node, around, oldIds) : around;
      if (isMapping(node)) this.enter(node, within);
      for (const each of Object.values(node) as unknown[])
        if (typeof each === 'object' && each !== null) waiting.push([each, within]);
    }
  }

  private resourceOf(node: Mapping, around: Resource, oldIds: boolean): Resource {
    const id = idOf(node, oldIds);
    if (id === null) return around;
    const own = { root: node, address: absolute(id, around.address) };
    this.found.set(own.address, node);
    return own;
  }

  private enter(node: Mapping, within: Resource): void {
    this.resources.set(node, within);
    const old = [node['$id'], node['id']].map(textOf).find((each) => each?.startsWith('#'));
    const names = [textOf(node['$anchor']), textOf(node['$dynamicAnchor']), old?.slice(1) ?? null];
    for (const name of names.filter((each) => each !== null)) {
      this.found.set(`${within.address}#${name}`, node);
      if (!this.found.has(`#${name}`)) this.found.set(`#${name}`, node);
    }
  }
}

/** Until draft 4 an address was `id`. */
function hasOldIds({ $schema }: Mapping): boolean {
  return typeof $schema !== 'string' || /draft-0[34]/.test($schema);
}

function idOf({ $id, id }: Mapping, oldIds: boolean): string | null {
  const stated = textOf($id) ?? (oldIds ? textOf(id) : null);
  return stated === null || stated.startsWith('#') ? null : stated.replace(/#$/, '');
}

function absolute(address: string, base: string): string {
  try {
    return new URL(address, base).href;
  } catch {
    return address;
  }
}

/** A step of a JSON pointer in a URI fragment (RFC 6901, section 6). */
const unescaped = (step: string): string => percentDecoded(step).replace(/~1/g, '/').replace(/~0/g, '~');
const percentDecoded = (step: string): string =>
  step.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
