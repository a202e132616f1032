import type { CompiledProduct } from '../../compiler/artifact.js';
import type { Transaction } from '../../entities/database.js';
import { runningAnnouncement, type Announcement } from '../../entities/writes/announcements.js';
import { namespacesOf, placesOf, type DomainPlace } from '../../entities/writes/models.js';
import { standingProduct, type StandingProduct } from '../../entities/writes/products.js';

/** What a publication finds in the store before it writes. */
export interface FoundProduct {
  /** The product as it stands, retired or not. */
  readonly standing: StandingProduct | undefined;
  /** The version of the product that is announced. */
  readonly running: Announcement | null;
  readonly domain: DomainPlace | undefined;
  /** Ids by path of the namespaces that its ports and models lie in. */
  readonly namespaces: ReadonlyMap<string, number>;
}

/** Asks the store for all of it at once. */
export async function findProduct(tx: Transaction, compiled: CompiledProduct): Promise<FoundProduct> {
  const { fqn, version, models, outputPorts } = compiled;
  const [standing, places] = await Promise.all([
    standingProduct(tx, fqn, version),
    placesOf(tx, compiled.domain, namespacesOf(models, outputPorts)),
  ]);
  const running = standing?.announced ? await runningAnnouncement(tx, standing.row.id) : null;
  return { standing, running, domain: places.domain, namespaces: places.namespaces };
}
