import Sqlite from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { createActions } from '../../src/actions/createActions.js';
import { Database } from '../../src/entities/database.js';
import { domainsFor, multiply } from '../../bench/stores/multiply.js';
import { atEndOfFile } from '../support/atEnd.js';
import { newDatabaseUrl } from '../support/databases.js';
import { generateMesh } from '../support/generateMesh.js';

const OF = { published: 100, shared: 20, products: 230 };

describe('a generated company, made larger by copies', () => {
  let db: Sqlite.Database;
  let url: string;
  const all = <T>(statement: string): T[] => db.prepare(statement).all() as T[];
  const one = (statement: string): unknown => db.prepare(statement).pluck().get();

  beforeAll(async () => {
    url = await newDatabaseUrl('sqlite');
    const store = await Database.open(url);
    const kit = { db: store, clock: { now: () => new Date() }, actor: { name: 'test' }, registry: { base: null } };
    const actions = createActions(kit);
    const mesh = generateMesh({ products: OF.published, registered: domainsFor(OF) });
    for (const manifest of mesh.manifests) await actions.publishManifest(manifest);
    for (const product of mesh.products) await actions.publishProduct(product);
    await store.close();
    multiply(url.slice('sqlite:'.length), OF);
    db = new Sqlite(url.slice('sqlite:'.length));
    atEndOfFile(async () => void db.close());
  });

  it('has as many products as are asked for, each with a name, a domain and rows of its own', () => {
    expect(one('SELECT COUNT(*) FROM products')).toBe(OF.products);
    expect(one('SELECT COUNT(DISTINCT name) FROM products')).toBe(OF.products);
    expect(all('PRAGMA foreign_key_check')).toEqual([]);
    const astray = `SELECT p.fqn FROM products p JOIN domains d ON d.id = p.domain_id
      WHERE p.fqn <> d.name || '.' || p.name OR p.catalog_key <> printf('%08d', d.ordinal) || '/' || p.name`;
    expect(all(astray)).toEqual([]);
    for (const table of ['output_ports', 'input_ports'])
      expect(
        all(
          `SELECT o.fqn FROM ${table} o JOIN products p ON p.id = o.product_id WHERE o.fqn <> p.fqn || '.' || o.name`,
        ),
      ).toEqual([]);
  });

  it('reads what the ports of the others promise: contracts, refs, edges and feed name the port that they mean', () => {
    expect(
      all(`SELECT i.ref FROM input_ports i JOIN output_ports o ON o.id = i.provider_port_id WHERE i.ref <> o.fqn`),
    ).toEqual([]);
    expect(
      all(`SELECT x.seq FROM contract_changes x JOIN contracts k ON k.id = x.contract_id
        JOIN output_ports o ON o.id = k.provider_port_id JOIN products c ON c.id = k.consumer_product_id
        JOIN products p ON p.id = o.product_id JOIN domains d ON d.id = p.domain_id
        WHERE x.provider_port <> o.fqn OR x.consumer_product <> c.fqn OR x.provider_domain <> d.name`),
    ).toEqual([]);
    expect(
      all(`SELECT e.from_fqn FROM lineage_edges e WHERE e.level = 'port' AND e.from_kind = 'output_port'
        AND NOT EXISTS (SELECT 1 FROM output_ports o WHERE o.fqn = e.from_fqn)`),
    ).toEqual([]);
  });

  it('has its early ports read by copies too', () => {
    const readers = `SELECT COUNT(*) FROM contracts k JOIN output_ports o ON o.id = k.provider_port_id
      WHERE o.product_id <= ${OF.shared} AND k.consumer_product_id > ${OF.published}`;
    expect(one(readers)).toBeGreaterThan(10);
  });

  it('keeps its counters and its log, and is published into', async () => {
    expect(one(`SELECT count FROM counters WHERE list = 'products' AND facet = ''`)).toBe(OF.products);
    expect(one('SELECT last_seq FROM event_counter')).toBe(one('SELECT MAX(seq) FROM events'));
    const store = await Database.open(url);
    atEndOfFile(() => store.close());
    const kit = { db: store, clock: { now: () => new Date() }, actor: { name: 'test' }, registry: { base: null } };
    const [first] = generateMesh({ products: OF.published }).products;
    const source = first?.source.replace('version: "1.0.0"', 'version: "1.0.1"') ?? '';
    const { product, compilation } = await createActions(kit).publishProduct({ source, file: 'a.yaml', files: [] });
    expect([product?.version, compilation.diagnostics]).toEqual(['1.0.1', []]);
  });
});
