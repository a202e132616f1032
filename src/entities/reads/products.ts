import type { Reader } from '../database.js';
import type { ChildQuery, OrderKey, PagedQuery } from '../paging.js';
import { CompilationRow } from '../rows/platform/CompilationRow.js';
import { ModelRow } from '../rows/products/ModelRow.js';
import { ProductRow } from '../rows/products/ProductRow.js';
import { ProductVersionRow } from '../rows/products/ProductVersionRow.js';
import { selectList, selectSome, sql, type Sql } from '../sql.js';
import { countersFor, countersOf, isOne, type CountedBy } from '../counters.js';
import { postgresProducts, sqliteProducts } from './search/like.js';

/** Which standing products; every condition given must hold. */
export interface ProductFilter {
  readonly domains?: readonly string[] | null;
  /** A team or an email. */
  readonly owner?: string | null;
  readonly text?: string | null;
  /** fqn of a port or a product. */
  readonly consumes?: string | null;
  /** fqn of a port, or of a product that consumes. */
  readonly provides?: string | null;
  readonly pattern?: string | null;
}

const ORDERS = {
  FQN_ASC: [{ column: 'p.fqn' }],
  FQN_DESC: [{ column: 'p.fqn', descending: true }],
  PUBLISHED_AT_ASC: [{ column: 'p.published_at' }, { column: 'p.fqn' }],
  PUBLISHED_AT_DESC: [{ column: 'p.published_at', descending: true }, { column: 'p.fqn' }],
  CONSUMERS_DESC: [{ column: 'p.consumer_count', descending: true, numeric: true }, { column: 'p.fqn' }],
  CATALOG_ASC: [{ column: 'p.catalog_key' }],
} as const satisfies Record<string, readonly OrderKey[]>;
export type ProductOrder = keyof typeof ORDERS;

/** The contract `k` is in force today. */
export const LIVE = sql`k.status <> 'retired'`;

const conditions: { readonly [K in keyof ProductFilter]-?: (value: NonNullable<ProductFilter[K]>) => Sql } = {
  domains: (names) => sql`p.domain_id IN (SELECT d.id FROM domains d WHERE d.name ${sql.in(names)})`,
  owner: (owner) => sql`p.id IN (
    SELECT t.id FROM products t WHERE t.owner_team = ${owner} AND t.retired_at IS NULL
    UNION SELECT t.id FROM products t WHERE t.owner_email = ${owner} AND t.retired_at IS NULL)`,
  text: (text) => {
    const word = text.toLowerCase();
    return sql.per({ sqlite: sqliteProducts(word).found, postgres: postgresProducts(word) });
  },
  consumes: (fqn) => sql`p.id IN (
    SELECT k.consumer_product_id FROM output_ports o JOIN contracts k ON k.provider_port_id = o.id
    WHERE o.fqn = ${fqn} AND ${LIVE}
    UNION SELECT k.consumer_product_id FROM products q JOIN output_ports o ON o.product_id = q.id
    JOIN contracts k ON k.provider_port_id = o.id WHERE q.fqn = ${fqn} AND ${LIVE})`,
  provides: (fqn) => sql`p.id IN (
    SELECT o.product_id FROM output_ports o WHERE o.fqn = ${fqn} AND o.removed_at IS NULL
    UNION SELECT o.product_id FROM products c JOIN contracts k ON k.consumer_product_id = c.id
    JOIN output_ports o ON o.id = k.provider_port_id WHERE c.fqn = ${fqn} AND ${LIVE})`,
  pattern: (pattern) => sql`p.pattern = ${pattern}`,
};

function conditionsOf(filter: ProductFilter): Sql[] {
  const { domains, owner, text, consumes, provides, pattern } = filter;
  return [
    ...(domains ? [conditions.domains(domains)] : []),
    ...(owner ? [conditions.owner(owner)] : []),
    ...(text ? [conditions.text(text)] : []),
    ...(consumes ? [conditions.consumes(consumes)] : []),
    ...(provides ? [conditions.provides(provides)] : []),
    ...(pattern ? [conditions.pattern(pattern)] : []),
  ];
}

/** By what their number is kept, where that alone is asked for. */
function countedBy({ domains, owner, pattern }: ProductFilter): CountedBy | null {
  if (domains)
    return {
      facet: 'domain',
      value: sql`IN (SELECT CAST(d.id AS text) FROM domains d WHERE d.name ${sql.in(domains)})`,
    };
  if (owner) return { facet: 'owner', value: isOne(owner) };
  return pattern ? { facet: 'pattern', value: isOne(pattern) } : null;
}

/** SQLite walks the products in their order where the text is broad; PostgreSQL chooses so itself. */
function walkedIfBroad({ text, ...others }: ProductFilter): PagedQuery['orElse'] {
  if (!text) return undefined;
  const { looked, isBroad } = sqliteProducts(text.toLowerCase());
  return { dialect: 'sqlite', when: isBroad, where: [STANDING, ...conditionsOf(others), looked] };
}

const STANDING = sql`p.retired_at IS NULL`;

/** The standing products. */
export function productsQuery(filter: ProductFilter | null, order: ProductOrder | null): PagedQuery {
  return {
    select: selectList(ProductRow, 'p'),
    from: sql`products p`,
    where: [STANDING, ...conditionsOf(filter ?? {})],
    orElse: walkedIfBroad(filter ?? {}),
    order: ORDERS[order ?? 'FQN_ASC'],
    counters: countersFor('products', filter, countedBy(filter ?? {})),
  };
}

/** The id of an entry: lists of many parents are cut to their pages before the rows themselves are read. */
export interface Listed {
  readonly id: number;
}

/** The ids of the products of a domain. */
export const listedProductsQuery = (filter: ProductFilter | null, order: ProductOrder | null): ChildQuery => ({
  ...productsQuery(filter, order),
  select: sql`p.id AS "id"`,
  parent: 'p.domain_id',
  countersByParent: conditionsOf(filter ?? {}).length === 0 ? countersOf('products', 'domain') : undefined,
});

/** The products (ids) at the other end of contracts in force, each once, in the order in which the first was established. */
function neighbours(parent: string, child: string, parents: readonly number[], live: Sql): ChildQuery {
  return {
    select: sql`x.child AS "id"`,
    from: sql`(SELECT ${sql.raw(parent)} AS parent, ${sql.raw(child)} AS child, MIN(k.id) AS first
      FROM contracts k JOIN output_ports o ON o.id = k.provider_port_id
      WHERE ${live} AND ${sql.raw(parent)} ${sql.in(parents)} AND o.product_id <> k.consumer_product_id
      GROUP BY ${sql.raw(parent)}, ${sql.raw(child)}) x`,
    where: [],
    order: [{ column: 'x.first', numeric: true }],
    parent: 'x.parent',
  };
}

/** Who (ids) consumes these products. */
export const consumersQuery = (products: readonly number[], live = LIVE): ChildQuery =>
  neighbours('o.product_id', 'k.consumer_product_id', products, live);

/** From whom (ids) these products consume. */
export const providersQuery = (products: readonly number[], live = LIVE): ChildQuery =>
  neighbours('k.consumer_product_id', 'o.product_id', products, live);

/** Who (ids) consumes an output port, in the order in which they were established. */
export const portConsumersQuery = (live = LIVE): ChildQuery => ({
  select: sql`k.consumer_product_id AS "id"`,
  from: sql`contracts k`,
  where: [live],
  order: [{ column: 'k.id', numeric: true }],
  parent: 'k.provider_port_id',
});

/** The models of a product by name. */
export const modelsQuery: ChildQuery = {
  select: selectList(ModelRow, 'm'),
  from: sql`models m`,
  where: [],
  order: [{ column: 'm.fqn' }],
  parent: 'm.product_id',
};

/** The versions of a product, the highest first. Without what they were compiled to. */
export const productVersionsQuery: ChildQuery = {
  select: selectSome(ProductVersionRow, 'v', ['id', 'version', 'publishedAt', 'publishedBy', 'source', 'digest']),
  from: sql`product_versions v`,
  where: [],
  order: [{ column: 'v.version_key', descending: true }],
  parent: 'v.product_id',
};

/** Kept versions of products, of each id and version asked for. */
export async function keptVersions(
  db: Reader,
  keys: readonly { readonly productId: number; readonly version: string }[],
): Promise<ProductVersionRow[]> {
  const ids = keys.map((key) => key.productId);
  const versions = keys.map((key) => key.version);
  return db.all<ProductVersionRow>(sql`
    SELECT ${selectList(ProductVersionRow, 'v')} FROM product_versions v
    WHERE v.product_id ${sql.in(ids)} AND v.version ${sql.in(versions)} ORDER BY v.id`);
}

/** What a product that stands was made of. */
interface StandingDigest {
  readonly fqn: string;
  readonly digest: string;
  readonly compilationId: number;
}

/** Of these fqns, the products that stand. */
export const standingDigests = (db: Reader, fqns: readonly string[]): Promise<StandingDigest[]> =>
  db.all<StandingDigest>(sql`
    SELECT fqn AS "fqn", digest AS "digest", compilation_id AS "compilationId" FROM products
    WHERE fqn ${sql.in(fqns)} AND retired_at IS NULL`);

/** The versions of a product, the highest first. */
export async function versionsOf(db: Reader, productId: number): Promise<string[]> {
  const rows = await db.all<{ version: string }>(sql`
    SELECT version AS "version" FROM product_versions WHERE product_id = ${productId} ORDER BY version_key DESC`);
  return rows.map(({ version }) => version);
}

/** The last recorded compilation of each of these products, published or not; of those up to an instant, where one is given. */
export async function latestCompilations(
  db: Reader,
  fqns: readonly string[],
  until: string | null = null,
): Promise<CompilationRow[]> {
  const then = until === null ? sql.raw('') : sql`AND c.at <= ${until}`;
  return db.all<CompilationRow>(sql`
    SELECT ${selectList(CompilationRow, 'x')} FROM compilations x WHERE x.id IN (
      SELECT MAX(c.id) FROM compilations c WHERE c.subject ${sql.in(fqns)} AND c.subject_kind = 'product' ${then}
      GROUP BY c.subject)`);
}
