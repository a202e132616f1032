import type { CompiledEdge, CompiledProduct } from '../../compiler/artifact.js';
import type { Reader } from '../database.js';
import { sql, type SqlValue } from '../sql.js';
import { AGAIN, named, RESTORE, type Check } from './check.js';

/** So many products are held against what they were compiled to at a time. */
const SLICE = 100;

interface Kept {
  readonly id: number;
  readonly fqn: string;
  readonly retiredAt: string | null;
  readonly compiled: string;
}

interface Part {
  readonly productId: number;
  readonly name: string;
}

const edgeName = ({
  level,
  from,
  fromKind,
  to,
  toKind,
  how = null,
}: Omit<CompiledEdge, 'how'> & { how?: string | null }) =>
  `${level} ${fromKind} ${from} -> ${toKind} ${to}${how === null ? '' : ` ${how}`}`;

/** What a product consists of, by the table that has it. */
const expectedOf = (product: CompiledProduct): Readonly<Record<string, readonly string[]>> => ({
  'output ports': product.outputPorts.map(({ fqn }) => fqn),
  'input ports': product.inputPorts.map(({ fqn }) => fqn),
  models: product.models.map(({ fqn }) => fqn),
  lineage: product.lineage.map(edgeName),
});

async function partsOf(db: Reader, ids: readonly SqlValue[]): Promise<Readonly<Record<string, readonly Part[]>>> {
  const edges = await db.all<CompiledEdge & { productId: number }>(sql`
    SELECT product_id AS "productId", level AS "level", from_fqn AS "from", from_kind AS "fromKind", to_fqn AS "to",
           to_kind AS "toKind", how AS "how" FROM lineage_edges WHERE observed_by IS NULL AND product_id ${sql.in(ids)}`);
  const fqns = (from: string): Promise<Part[]> =>
    db.all(sql`SELECT product_id AS "productId", fqn AS "name" FROM ${sql.raw(from)} AND product_id ${sql.in(ids)}`);
  return {
    'output ports': await fqns('output_ports WHERE removed_at IS NULL'),
    'input ports': await fqns('input_ports WHERE TRUE'),
    models: await fqns('models WHERE TRUE'),
    lineage: edges.map((edge) => ({ productId: edge.productId, name: edgeName(edge) })),
  };
}

/** How two lists of the same names differ, in words; null where they do not. */
function difference(what: string, expected: readonly string[], found: readonly string[]): string | null {
  const [made, there] = [[...expected].sort(), [...found].sort()];
  if (made.length === there.length && made.every((name, index) => name === there[index])) return null;
  const [missing, more] = [made.filter((name) => !there.includes(name)), there.filter((name) => !made.includes(name))];
  const some = missing[0] ?? more[0];
  return `has ${there.length} of ${made.length} ${what}${some === undefined ? '' : ` (${missing[0] ? 'without' : 'beside'} ${some})`}`;
}

/** Products of which not all ports, models and lineage are there that were compiled, or more than those. */
async function notAsCompiled(db: Reader): Promise<readonly string[]> {
  const found: string[] = [];
  for (let after = 0; ;) {
    const products = await db.all<Kept>(sql`
      SELECT p.id AS "id", p.fqn AS "fqn", p.retired_at AS "retiredAt", v.compiled AS "compiled"
      FROM products p JOIN product_versions v ON v.product_id = p.id AND v.version = p.version
      WHERE p.id > ${after} ORDER BY p.id LIMIT ${SLICE}`);
    const last = products.at(-1);
    if (!last) return found;
    after = last.id;
    const parts = await partsOf(
      db,
      products.map(({ id }) => id),
    );
    for (const { id, fqn, retiredAt, compiled } of products) {
      const expected = expectedOf(JSON.parse(compiled) as CompiledProduct);
      for (const [what, names] of Object.entries(expected)) {
        const there = (parts[what] ?? []).filter(({ productId }) => productId === id).map(({ name }) => name);
        const differs = difference(what, retiredAt === null ? names : [], there);
        if (differs !== null) found.push(`${fqn} ${differs}`);
      }
    }
  }
}

/** Products, their versions and what they consist of. */
export const PRODUCT_CHECKS: readonly Check[] = [
  {
    code: 'PRODUCT_VERSION_MISSING',
    what: 'The version of the product that stands is not kept as it stands',
    mend: RESTORE,
    found: named(sql`
      SELECT p.fqn AS "name" FROM products p WHERE NOT EXISTS (
        SELECT 1 FROM product_versions v
        WHERE v.product_id = p.id AND v.version = p.version AND v.digest = p.digest) ORDER BY 1`),
  },
  {
    code: 'PRODUCT_NOT_COMPILED',
    what: 'The version of the product has no compilation that succeeded',
    mend: RESTORE,
    found: named(sql`
      SELECT p.fqn || ' ' || v.version AS "name" FROM product_versions v JOIN products p ON p.id = v.product_id
      JOIN compilations c ON c.id = v.compilation_id WHERE c.status <> 'succeeded' ORDER BY 1`),
  },
  {
    code: 'PRODUCT_IN_PART',
    what: 'The product does not consist of what it was compiled to',
    mend: AGAIN,
    found: notAsCompiled,
  },
];
