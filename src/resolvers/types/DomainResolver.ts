import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { CompiledLayer, CompiledService } from '../../compiler/artifact.js';
import type { Context } from '../../context.js';
import type { DomainRow } from '../../entities/rows/platform/DomainRow.js';
import type { ManifestRow } from '../../entities/rows/platform/ManifestRow.js';
import type { NamespaceRow } from '../../entities/rows/platform/NamespaceRow.js';
import type { ProductOrder } from '../../entities/reads/products.js';
import { PageArgs } from '../../schema/args/PageArgs.js';
import { DataProductConnection } from '../../schema/connections/connections.js';
import { DataProductOrder } from '../../schema/enums/query.js';
import { DataProductFilter } from '../../schema/inputs/filters.js';
import { SemVer } from '../../schema/scalars/SemVer.js';
import { Domain } from '../../schema/types/platform/Domain.js';
import { Layer } from '../../schema/types/platform/Layer.js';
import { LayerNamespace } from '../../schema/types/platform/LayerNamespace.js';
import { Manifest } from '../../schema/types/platform/Manifest.js';
import { PlatformService } from '../../schema/types/platform/PlatformService.js';
import { domainReadings } from '../readings/platform.js';

@Resolver(() => Domain)
export class DomainResolver {
  @FieldResolver(() => Manifest, {
    nullable: true,
    description:
      "The domain's own manifest, the standing one or the given version. null where the enterprise registered the domain and none is published yet.",
  })
  manifest(
    @Root() domain: DomainRow,
    @Arg('version', () => SemVer, { nullable: true, description: 'A kept version; the standing one where not given.' })
    version: string | null | undefined,
    @Ctx() { loaders }: Context,
  ): Promise<ManifestRow | null> | null {
    if (version) return loaders.manifestOfDomain.load({ domain: domain.name, version });
    return domain.manifestId === null ? null : loaders.manifestById.load(domain.manifestId);
  }

  @FieldResolver(() => [Layer], { description: 'The effective ones, in the order of the pattern.' })
  layers(@Root() domain: DomainRow): readonly CompiledLayer[] {
    return domainReadings.layers.of(domain, {});
  }

  @FieldResolver(() => [LayerNamespace], { description: "The domain's part of the catalog tree, roots first." })
  namespaces(@Root() domain: DomainRow, @Ctx() context: Context): Promise<NamespaceRow[]> {
    return domainReadings.namespaces.of(domain, context);
  }

  @FieldResolver(() => DataProductConnection, { description: 'Its products that are not retired.' })
  products(
    @Root() domain: DomainRow,
    @Arg('filter', () => DataProductFilter, { nullable: true, description: 'All where not given.' })
    filter: DataProductFilter | null | undefined,
    @Arg('orderBy', () => DataProductOrder, { nullable: true, description: 'FQN_ASC where not given.' })
    orderBy: ProductOrder | null | undefined,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { loaders }: Context,
  ): object {
    return domainReadings.products.of(domain, loaders, { ...args, filter: filter ?? null, orderBy: orderBy ?? null });
  }

  @FieldResolver(() => [PlatformService], {
    description: "The shared services and the domain's own, each with where the choice came from.",
  })
  services(@Root() domain: DomainRow): readonly CompiledService[] {
    return domainReadings.services.of(domain, {});
  }
}
