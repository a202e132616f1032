import Sqlite from 'better-sqlite3';
import { domainsOf, NOUNS } from '../../test/support/generateMesh.js';
import { keyOf } from './insert.js';

type Value = string | number | bigint | null;
type Row = Record<string, Value>;

/** How a company that was published is made larger. */
export interface Multiplied {
  /** How many products were published. */
  readonly published: number;
  /** The first so many stand once: what reads them is copied and goes on reading them, as the early ports of a mesh are read by all. */
  readonly shared: number;
  /** How many there are to be. */
  readonly products: number;
}

const copiesOf = ({ published, shared, products }: Multiplied): number =>
  Math.max(0, Math.ceil((products - published) / (published - shared)));

/** How many domains there must be manifests for: each copy has its own. */
export const domainsFor = (of: Multiplied): number => domainsOf(of.published) * (1 + copiesOf(of));

/** The last row of each table that belongs to the nth product or one before: they were published one after another. */
const LAST: Readonly<Record<string, string>> = {
  compilations: 'SELECT compilation_id FROM products WHERE id = @nth',
  products: 'SELECT id FROM products WHERE id = @nth',
  product_versions: 'SELECT MAX(id) FROM product_versions WHERE product_id <= @nth',
  output_ports: 'SELECT MAX(id) FROM output_ports WHERE product_id <= @nth',
  input_ports: 'SELECT MAX(id) FROM input_ports WHERE product_id <= @nth',
  catalog_tables:
    'SELECT MAX(t.id) FROM catalog_tables t JOIN output_ports o ON o.id = t.port_id WHERE o.product_id <= @nth',
  contracts: 'SELECT MAX(id) FROM contracts WHERE consumer_product_id <= @nth',
  contract_versions:
    'SELECT MAX(v.id) FROM contract_versions v JOIN contracts k ON k.id = v.contract_id WHERE k.consumer_product_id <= @nth',
  lineage_edges: 'SELECT MAX(id) FROM lineage_edges WHERE product_id <= @nth',
  events: `SELECT MAX(seq) FROM (
    SELECT e.seq FROM product_versions v JOIN events e ON e.kind = 'product_published' AND e.subject_id = v.id
    WHERE v.product_id <= @nth
    UNION ALL SELECT x.seq FROM contract_changes x JOIN contracts k ON k.id = x.contract_id
    WHERE k.consumer_product_id <= @nth)`,
  contract_changes:
    'SELECT MAX(x.seq) FROM contract_changes x JOIN contracts k ON k.id = x.contract_id WHERE k.consumer_product_id <= @nth',
  search_entries: `SELECT MAX(id) FROM (SELECT e.id FROM search_entries e WHERE e.product_id <= @nth
    UNION ALL SELECT e.id FROM contracts k JOIN search_entries e ON e.kind = 'contract' AND e.key = k.name
    WHERE k.consumer_product_id <= @nth)`,
};

/** The columns that hold a number of another row; `seq` and `id` hold that of their own. */
const REFERS: Readonly<Record<string, string>> = {
  compilation_id: 'compilations',
  product_id: 'products',
  consumer_product_id: 'products',
  port_id: 'output_ports',
  provider_port_id: 'output_ports',
  contract_id: 'contracts',
};
const SUBJECTS: Readonly<Record<string, string>> = {
  contract_change: 'contracts',
  product_published: 'product_versions',
};

const nouns = NOUNS.join('|');
/** What is named in a text by a number: a product with its domain, a table, either alone, a domain alone. */
const NAMES = new RegExp(
  [
    `(?<domain>domain[-_])(?<d>\\d{3,})(?<between>\\.(?:\\w+\\.)?)(?<noun>${nouns})(?<dash>[-_])(?<p>\\d+)(?=$|\\D)`,
    `(?<ordinal>^\\d{8})(?=/)`,
    `(?<noun2>${nouns})(?<dash2>-)(?<p2>\\d{5,})`,
    `(?<noun3>${nouns})(?<dash3>_)(?<p3>\\d+)(?=_\\d)`,
    `(?<domain2>domain[-_])(?<d2>\\d{3,})`,
  ].join('|'),
  'g',
);

/** One copy of a company: how its numbers and names are those of the original, moved on. */
class Copy {
  constructor(
    private readonly nth: number,
    private readonly of: Multiplied,
    private readonly shared: ReadonlyMap<string, number>,
    private readonly all: ReadonlyMap<string, number>,
  ) {}

  /** The number of a row of this table, in the copy. */
  number(table: string, original: number): number {
    const shared = this.shared.get(table) ?? 0;
    if (original <= shared) return original;
    return original + this.nth * ((this.all.get(table) ?? 0) - shared);
  }

  private product(index: number, name: (index: number) => string): string {
    const { published, shared } = this.of;
    return name(index < shared ? index : index + this.nth * (published - shared));
  }

  domain(index: number): number {
    return index + this.nth * domainsOf(this.of.published);
  }

  /** A text with the names of the copy in place of those of the original. */
  text(original: string): string {
    return original.replace(NAMES, (whole: string, ...rest: unknown[]) => {
      const of = rest.at(-1) as Record<string, string | undefined>;
      const digits = (width: number) => (value: number) => String(value).padStart(width, '0');
      if (of['ordinal']) return digits(8)(this.domain(Number(of['ordinal'])));
      if (of['d2'] !== undefined) return `${of['domain2']}${digits(3)(this.domain(Number(of['d2'])))}`;
      const [dash, p] = [of['dash'] ?? of['dash2'] ?? of['dash3'], of['p'] ?? of['p2'] ?? of['p3'] ?? ''];
      if (of['d'] !== undefined && Number(p) < this.of.shared) return whole;
      const name = this.product(Number(p), digits(dash === '-' ? 5 : 1));
      const named = `${of['noun'] ?? of['noun2'] ?? of['noun3']}${dash}${name}`;
      if (of['d'] === undefined) return named;
      return `${of['domain']}${digits(3)(this.domain(Number(of['d'])))}${of['between']}${named}`;
    });
  }
}

/**
 * The number of the row of the same name in the copy, of a table whose rows are published for all copies. What it gives
 * throws where there is none.
 */
function namedAlike(db: Sqlite.Database, table: string, name: string): (copy: Copy, id: number) => number {
  const rows = db.prepare(`SELECT id, ${name} AS name FROM ${table}`).all() as { id: number; name: string }[];
  const [names, ids] = [new Map(rows.map((r) => [r.id, r.name])), new Map(rows.map((r) => [r.name, r.id]))];
  return (copy, id) => {
    const wanted = copy.text(names.get(id) ?? '');
    const found = ids.get(wanted);
    if (found === undefined) throw new Error(`${table} has no "${wanted}": publish the manifests of all copies first.`);
    return found;
  };
}

/** A row as the copy has it. */
type InCopy = (copy: Copy, table: string, row: Row) => Row;

function rowsInCopy(db: Sqlite.Database): InCopy {
  const alike: Readonly<Record<string, (copy: Copy, id: number) => number>> = {
    domain_id: namedAlike(db, 'domains', 'name'),
    namespace_id: namedAlike(db, 'namespaces', 'path'),
  };
  const value = (copy: Copy, table: string, row: Row, column: string): Value => {
    const own = row[column] ?? null;
    if (typeof own === 'string') return copy.text(own);
    if (typeof own !== 'number') return own;
    if (column === 'id') return copy.number(table, own);
    if (column === 'seq') return copy.number('events', own);
    if (column === 'subject_id') return copy.number(SUBJECTS[String(row['kind'])] ?? '', own);
    const referred = REFERS[column];
    return referred ? copy.number(referred, own) : (alike[column]?.(copy, own) ?? own);
  };
  return (copy, table, row) => {
    const made = Object.fromEntries(Object.keys(row).map((column) => [column, value(copy, table, row, column)]));
    if (table === 'contract_changes') made['provider_domain'] = String(made['provider_product']).split('.')[0] ?? null;
    return made;
  };
}

/** The number of the last row of each table that belongs to the nth product or one before. */
const lastOf = (db: Sqlite.Database, nth: number): Map<string, number> =>
  new Map(
    Object.entries(LAST).map(([table, statement]) => [table, Number(db.prepare(statement).pluck().get({ nth }))]),
  );

/**
 * Makes a company in a SQLite file larger by copies of what was published, rows and names moved on, through the bare
 * driver. The manifests of all its domains (`domainsFor`) are published already. Throws where one is not.
 */
export function multiply(file: string, of: Multiplied): void {
  const { published, shared, products } = of;
  const db = new Sqlite(file);
  for (const pragma of ['synchronous = OFF', 'foreign_keys = OFF', 'cache_size = -200000']) db.pragma(pragma);
  const [lastShared, all, inCopy] = [lastOf(db, shared), lastOf(db, published), rowsInCopy(db)];
  const originals = new Map(
    Object.keys(LAST).map((table) => {
      const key = keyOf(table);
      const rows = db.prepare(`SELECT * FROM ${table} WHERE ${key} > ? AND ${key} <= ? ORDER BY ${key}`);
      return [table, { key, rows: rows.all(lastShared.get(table), all.get(table)) as Row[] }] as const;
    }),
  );
  const inserts = new Map(
    [...originals].flatMap(([table, { rows }]) => {
      const columns = Object.keys(rows[0] ?? {});
      const marks = columns.map(() => '?').join(', ');
      const names = columns.map((each) => `"${each}"`).join(', ');
      return columns.length > 0
        ? [[table, db.prepare(`INSERT INTO ${table} (${names}) VALUES (${marks})`)] as const]
        : [];
    }),
  );
  const add = db.transaction((nth: number, upTo: ReadonlyMap<string, number>) => {
    const copy = new Copy(nth, of, lastShared, all);
    for (const [table, { key, rows }] of originals)
      for (const row of rows)
        if (Number(row[key]) <= (upTo.get(table) ?? 0))
          inserts.get(table)?.run(Object.values(inCopy(copy, table, row)));
  });
  for (let nth = 1; nth <= copiesOf(of); nth += 1) {
    const left = products - published - (nth - 1) * (published - shared);
    add(nth, lastOf(db, Math.min(published, shared + left)));
  }
  db.exec(`UPDATE event_counter SET last_seq = (SELECT MAX(seq) FROM events);
    UPDATE products SET consumer_count = (SELECT COUNT(DISTINCT k.consumer_product_id) FROM output_ports o
      JOIN contracts k ON k.provider_port_id = o.id WHERE o.product_id = products.id AND k.status <> 'retired')`);
  db.close();
}
