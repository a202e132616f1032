import { setTimeout as sleep } from 'node:timers/promises';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { DeferredEntity, EntityProvider, EntityProviderConnection } from '@backstage/plugin-catalog-node';
import { Refused, type Catalog, type Change } from './catalog';
import { entitiesOfDomain, entitiesOfProduct } from './entities';

const RETRY_MS = 5_000;

interface Log {
  info(message: string): void;
  warn(message: string): void;
}

/** Each entity once, by its ref: products share the groups of their owners. */
const once = (entities: readonly Entity[]): Entity[] => [
  ...new Map(entities.map((entity) => [stringifyEntityRef(entity), entity])).values(),
];

/**
 * Tells Backstage of the data products of a floe catalog: all of them when it begins, then what changes, as the catalog's feed
 * tells it. It goes on at the cursor of the last event where the connection breaks, and begins anew where that is not known
 * any more.
 */
export class FloeEntityProvider implements EntityProvider {
  private readonly stopped = new AbortController();
  /** Of each product the refs of what it was told as, without its owners. */
  private readonly told = new Map<string, readonly string[]>();

  constructor(
    private readonly catalog: Catalog,
    private readonly log: Log,
    private readonly retryMs = RETRY_MS,
  ) {}

  getProviderName(): string {
    return `floe:${this.catalog.url}`;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    void this.follow(connection);
  }

  stop(): void {
    this.stopped.abort();
  }

  private async follow(connection: EntityProviderConnection): Promise<void> {
    let after: string | null | undefined;
    while (!this.stopped.signal.aborted) {
      try {
        after ??= await this.tellAll(connection);
        for await (const change of this.catalog.changes(after, this.stopped.signal)) {
          await this.tell(connection, change);
          after = change.cursor;
        }
      } catch (error) {
        this.log.warn(`floe: ${error instanceof Error ? error.message : String(error)}`);
        if (error instanceof Refused) after = undefined; // all is told again
      }
      await sleep(this.retryMs, undefined, { signal: this.stopped.signal }).catch(() => undefined);
    }
  }

  /** Everything; the place in the feed from which to go on. That is asked first: what happens meanwhile is told twice, not missed. */
  private async tellAll(connection: EntityProviderConnection): Promise<string | null> {
    const after = await this.catalog.lastCursor();
    const [domains, products] = await Promise.all([this.catalog.domains(), this.catalog.products()]);
    this.told.clear();
    const ofProducts = products.flatMap((product) => {
      const entities = entitiesOfProduct(this.catalog.url, product);
      this.remember(product.fqn, entities);
      return entities;
    });
    const entities = once([...domains.flatMap((domain) => entitiesOfDomain(this.catalog.url, domain)), ...ofProducts]);
    await connection.applyMutation({ type: 'full', entities: entities.map((entity) => this.deferred(entity)) });
    this.log.info(`floe: ${products.length} products of ${domains.length} domains`);
    return after;
  }

  private async tell(connection: EntityProviderConnection, { kind, subject }: Change): Promise<void> {
    const [entities, gone] = subject?.fqn
      ? await this.ofProduct(subject.fqn)
      : [(await this.catalog.domains()).flatMap((domain) => entitiesOfDomain(this.catalog.url, domain)), []];
    await connection.applyMutation({
      type: 'delta',
      added: once(entities).map((entity) => this.deferred(entity)),
      removed: gone.map((entityRef) => ({ entityRef, locationKey: this.getProviderName() })),
    });
    this.log.info(`floe: ${kind} ${subject?.fqn ?? ''}`);
  }

  /** What a product is now, and the refs of what it was and is not any more. */
  private async ofProduct(fqn: string): Promise<readonly [Entity[], string[]]> {
    const product = await this.catalog.product(fqn);
    const before = this.told.get(fqn) ?? [];
    const entities = product ? entitiesOfProduct(this.catalog.url, product) : [];
    this.remember(fqn, entities);
    const now = new Set(entities.map((entity) => stringifyEntityRef(entity)));
    return [entities, before.filter((ref) => !now.has(ref))];
  }

  private remember(fqn: string, entities: readonly Entity[]): void {
    this.told.set(
      fqn,
      entities.filter(({ kind }) => kind !== 'Group').map((entity) => stringifyEntityRef(entity)),
    );
  }

  private deferred(entity: Entity): DeferredEntity {
    return { entity, locationKey: this.getProviderName() };
  }
}
