import type { CompiledProduct } from '../../compiler/artifact.js';
import type { Transaction } from '../../entities/database.js';
import { runningAnnouncements, type Announcement } from '../../entities/writes/announcements.js';
import { namespacesOf, placesOf, type DomainPlace } from '../../entities/writes/models.js';
import { standingProducts, type StandingProduct } from '../../entities/writes/products.js';

/** What a publication finds in the store before it writes. */
export interface FoundProduct {
  /** The product as it stands, retired or not. */
  readonly standing: StandingProduct | undefined;
  /** The version of the product that is announced. */
  readonly running: Announcement | null;
  readonly domain: DomainPlace | undefined;
  /** Ids by path of the namespaces that its ports and models lie in. */
  readonly namespaces: ReadonlyMap<string, number>;
  /** Ids by fqn of the output ports that it reads and that stand. */
  readonly providers: ReadonlyMap<string, number>;
}

const readBy = ({ inputPorts }: CompiledProduct): string[] =>
  inputPorts.flatMap(({ source }) => (source.kind === 'data_product' ? [source.ref] : []));

/** Asks the store for all of it at once; for these products, which differ, in their order. */
export async function findProducts(tx: Transaction, compiled: readonly CompiledProduct[]): Promise<FoundProduct[]> {
  if (compiled.length === 0) return [];
  const [standing, places] = await Promise.all([
    standingProducts(tx, compiled),
    placesOf(tx, {
      domains: [...new Set(compiled.map(({ domain }) => domain))],
      namespaces: [...new Set(compiled.flatMap(({ models, outputPorts }) => namespacesOf(models, outputPorts)))],
      ports: [...new Set(compiled.flatMap(readBy))],
    }),
  ]);
  const announced = [...standing.values()].filter((each) => each.announced).map(({ row }) => row.id);
  const running = await runningAnnouncements(tx, announced);
  return compiled.map(({ fqn, domain }) => {
    const own = standing.get(fqn);
    return {
      standing: own,
      running: (own && running.get(own.row.id)) ?? null,
      domain: places.domains.get(domain),
      namespaces: places.namespaces,
      providers: places.ports,
    };
  });
}
