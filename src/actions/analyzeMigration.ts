import type { MigrationPlan } from '../compiler/migrate/migration/migration.js';
import type { SourceFile } from '../compiler/source.js';
import type { Reader } from '../entities/database.js';
import {
  contractsOnPorts,
  manifestOfDomain,
  standingSources,
  type ProductSources,
} from '../entities/reads/migrations.js';
import { domainNames } from '../entities/reads/gathering.js';
import type { ContractRow } from '../entities/rows/contracts/ContractRow.js';
import { namesLike } from '../entities/reads/search/namesLike.js';
import { CatalogError } from '../errors.js';
import { compileHere } from './compiling/compileHere.js';
import { gatherMeshes } from './compiling/gather.js';
import { didYouMean, nearMatches } from './kit/nearMatches.js';
import { instant, type Toolkit } from './kit/toolkit.js';
import type { ModelingPattern } from '../compiler/artifact.js';

export interface MigrationRequest {
  readonly domain?: string | null;
  /** fqn */
  readonly product?: string | null;
  readonly to: ModelingPattern;
}

export interface AnalyzedMigration extends MigrationPlan {
  /** The contracts on output ports of which the table gets another name, by name. */
  readonly affectedContracts: readonly ContractRow[];
}

const PLATFORM = 'platform-manifest.yaml';

/** The manifest that the products compile under. Throws CatalogError BAD_USER_INPUT where it gives them no pattern to leave. */
async function manifestOf(db: Reader, products: readonly ProductSources[]): Promise<SourceFile | null> {
  const [first] = products;
  const own = first?.files.find(({ path }) => path === PLATFORM);
  if (own || !first) return own ?? null;
  const row = await manifestOfDomain(db, first.domain);
  if (row?.compiled.carriedDomain)
    throw new CatalogError(
      'BAD_USER_INPUT',
      `The domain ${first.domain} is the enterprise's own: its layer is reference_data whatever the pattern (docs/inheritance.md).`,
    );
  return row ? { path: row.file, content: row.source } : null;
}

async function nothingStands(
  db: Reader,
  { domain, product }: Pick<MigrationRequest, 'domain' | 'product'>,
): Promise<CatalogError> {
  const [name = '', where, known] = product
    ? [product, `as ${product}`, await namesLike(db, product, ['product'])]
    : [domain ?? '', `in the domain ${domain}`, await domainNames(db)];
  const near = nearMatches(name, known).filter((each) => each !== name);
  return new CatalogError('NOT_FOUND', didYouMean(`No product stands ${where}.`, near), { nearMatches: near });
}

/**
 * Plans the change of a domain, or of one product, to another modeling pattern from what stands in the catalog
 * (ADR-0021, Pattern Migration). Writes nothing. Throws CatalogError BAD_USER_INPUT or NOT_FOUND.
 */
export async function analyzeMigration(
  { db, clock, compiling = compileHere }: Pick<Toolkit, 'db' | 'clock' | 'compiling'>,
  { domain = null, product = null, to }: MigrationRequest,
): Promise<AnalyzedMigration> {
  if ((domain === null) === (product === null))
    throw new CatalogError('BAD_USER_INPUT', 'Name a domain or a product, one of the two.');
  const products = await standingSources(db, { domain, product });
  if (products.length === 0) throw await nothingStands(db, { domain, product });
  const manifest = await manifestOf(db, products);
  const now = instant(clock);
  const alone = products.map(({ name, file, source, files, dbtManifest }) => ({
    folder: name,
    product: { path: file, content: source },
    files,
    dbtManifest,
  }));
  const meshes = await gatherMeshes(
    db,
    alone.map((each) => each.product),
    now,
  );
  const migrated = alone.map((each, index) => ({ ...each, mesh: meshes[index] ?? null }));
  const input = { manifest, to, mapping: null, journal: null, products: migrated, environment: 'production' };
  const { result: plan } = await compiling('migration', input);
  const fqns = new Map(products.map(({ name, fqn }) => [name, fqn]));
  const ports = plan.tables.flatMap(({ folder, port }) => (port === null ? [] : `${fqns.get(folder) ?? ''}.${port}`));
  return { ...plan, affectedContracts: await contractsOnPorts(db, ports) };
}
