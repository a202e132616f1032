import Sqlite from 'better-sqlite3';
import pg from 'pg';

/** The bare driver: a statement with its parameters, rows back. What stands between it and our answer is what we cost. */
export interface Driver {
  all(text: string, parameters: unknown[]): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** `?` becomes `$1`, `$2` ... and a list one parameter of the database's own kind. */
export function openDriver(url: string): Driver {
  if (url.startsWith('sqlite:')) {
    const db = new Sqlite(url.slice('sqlite:'.length));
    const prepared = new Map<string, Sqlite.Statement>();
    return {
      all: async (text, parameters) => {
        const statement = prepared.get(text) ?? db.prepare(text);
        prepared.set(text, statement);
        return (statement.reader ? statement.all(...parameters) : (statement.run(...parameters), [])) as Record<
          string,
          unknown
        >[];
      },
      close: async () => void db.close(),
    };
  }
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  pool.on('error', () => undefined); // a failed run ends the server before its connections: the failure itself is told
  return {
    all: async (text, parameters) => {
      let index = 0;
      return (
        await pool.query(
          text.replace(/\?/g, () => `$${++index}`),
          parameters,
        )
      ).rows as Record<string, unknown>[];
    },
    close: () => pool.end(),
  };
}

type Row = Record<string, unknown>;

const json = (value: unknown): unknown => (typeof value === 'string' ? (JSON.parse(value) as unknown) : value);

/** The answer to DESCRIBE, by hand: four statements. */
export async function describeByHand(driver: Driver, fqn: string): Promise<unknown> {
  const [product] = await driver.all(
    `SELECT p.id, p.name, p.version, p.owner_email, d.name AS domain FROM products p JOIN domains d ON d.id = p.domain_id WHERE p.fqn = ?`,
    [fqn],
  );
  if (!product) return { product: null };
  const ports = await driver.all(
    `SELECT id, name, table_name, sla FROM output_ports WHERE product_id = ? AND removed_at IS NULL ORDER BY ordinal`,
    [product['id']],
  );
  const consumers = await driver.all(
    `SELECT o.id AS port, c.fqn FROM contracts k JOIN output_ports o ON o.id = k.provider_port_id
     JOIN products c ON c.id = k.consumer_product_id
     WHERE o.product_id = ? AND k.status <> 'retired' AND c.retired_at IS NULL ORDER BY k.id`,
    [product['id']],
  );
  const inputs = await driver.all(
    `SELECT name, source_kind, source_type, source_name, ref FROM input_ports WHERE product_id = ? ORDER BY ordinal`,
    [product['id']],
  );
  const consumersOf = (port: Row): Row[] => consumers.filter((each) => each['port'] === port['id']).slice(0, 50);
  return {
    product: {
      name: product['name'],
      version: product['version'],
      domain: { name: product['domain'] },
      ownership: { email: product['owner_email'] },
      outputPorts: ports.map((port) => {
        const sla = json(port['sla']) as Row | null;
        return {
          name: port['name'],
          table: port['table_name'],
          sla: sla ? { freshness: sla['freshness'], availability: sla['availability'] } : null,
          consumers: { nodes: consumersOf(port).map((each) => ({ fqn: each['fqn'] })) },
        };
      }),
      inputPorts: inputs.map((port) => ({
        name: port['name'],
        source:
          port['source_kind'] === 'ingestion'
            ? { type: port['source_type'], source: port['source_name'] }
            : { ref: port['ref'] },
      })),
    },
  };
}

/** The answer to PAGE, by hand: two statements. */
export async function pageByHand(driver: Driver, after: string): Promise<unknown> {
  const rows = await driver.all(
    `SELECT p.id, p.fqn, p.version, p.owner_team, d.name AS domain FROM products p JOIN domains d ON d.id = p.domain_id
     WHERE p.retired_at IS NULL AND p.fqn > ? ORDER BY p.fqn LIMIT 50`,
    [after],
  );
  if (rows.length === 0) return { products: { nodes: [] } };
  const marks = rows.map(() => '?').join(', ');
  const ports = await driver.all(
    `SELECT product_id, name FROM output_ports WHERE product_id IN (${marks}) AND removed_at IS NULL ORDER BY product_id, ordinal`,
    rows.map((row) => row['id']),
  );
  return {
    products: {
      nodes: rows.map((row) => ({
        fqn: row['fqn'],
        version: row['version'],
        domain: { name: row['domain'] },
        ownership: { team: row['owner_team'] },
        outputPorts: ports.filter((port) => port['product_id'] === row['id']).map((port) => ({ name: port['name'] })),
      })),
    },
  };
}

/** The answer to LINEAGE, by hand: one recursive statement, the depths found on the way. */
export async function lineageByHand(driver: Driver, root: string, maxDepth: number): Promise<unknown> {
  const edges = await driver.all(
    `WITH RECURSIVE reach(fqn, depth) AS (
       SELECT DISTINCT from_fqn, 0 FROM lineage_edges WHERE level = 'port' AND from_fqn = ?
       UNION SELECT e.to_fqn, r.depth + 1 FROM reach r CROSS JOIN lineage_edges e
       WHERE e.level = 'port' AND e.from_fqn = r.fqn AND r.depth < ?)
     SELECT e.from_fqn AS f, e.to_fqn AS t FROM (SELECT DISTINCT fqn FROM reach) r CROSS JOIN lineage_edges e
     WHERE e.level = 'port' AND e.from_fqn = r.fqn`,
    [root, maxDepth],
  );
  const next = new Map<unknown, unknown[]>();
  for (const edge of edges) next.set(edge['f'], [...(next.get(edge['f']) ?? []), edge['t']]);
  const depths = new Map<unknown, number>([[root, 0]]);
  const queue: unknown[] = [root];
  for (const fqn of queue) {
    const depth = depths.get(fqn) ?? 0;
    if (depth >= maxDepth) continue;
    for (const to of next.get(fqn) ?? []) {
      if (depths.has(to)) continue;
      depths.set(to, depth + 1);
      queue.push(to);
    }
  }
  const nodes = [...depths].map(([fqn, depth]) => ({ fqn: String(fqn), depth }));
  nodes.sort((a, b) => a.depth - b.depth || (a.fqn < b.fqn ? -1 : 1));
  return { lineage: { nodes } };
}

/** Every name downstream of a port, by one recursive statement. */
export async function namesByHand(driver: Driver, root: string): Promise<unknown> {
  const rows = await driver.all(
    `WITH RECURSIVE reach(fqn) AS (
       SELECT from_fqn FROM lineage_edges WHERE level = 'port' AND from_fqn = ?
       UNION SELECT e.to_fqn FROM reach r CROSS JOIN lineage_edges e WHERE e.level = 'port' AND e.from_fqn = r.fqn)
     SELECT fqn FROM reach`,
    [root],
  );
  return rows.map((row) => String(row['fqn'])).sort();
}

/** The names nearest to a port downstream, each with its least depth: as many steps of a recursive statement as find enough. */
export async function nearestByHand(driver: Driver, root: string, first: number): Promise<unknown> {
  for (let depth = 1; ; depth++) {
    const rows = await driver.all(
      `WITH RECURSIVE reach(fqn, depth) AS (
         SELECT DISTINCT from_fqn, 0 FROM lineage_edges WHERE level = 'port' AND from_fqn = ?
         UNION SELECT e.to_fqn, r.depth + 1 FROM reach r CROSS JOIN lineage_edges e
         WHERE e.level = 'port' AND e.from_fqn = r.fqn AND r.depth < ?)
       SELECT fqn, MIN(depth) AS depth FROM reach GROUP BY fqn ORDER BY 2, 1 LIMIT ?`,
      [root, depth, first],
    );
    if (rows.length === first || depth === 40)
      return rows.map((row) => ({ fqn: String(row['fqn']), depth: Number(row['depth']) }));
  }
}
