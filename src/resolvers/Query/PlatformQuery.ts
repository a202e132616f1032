import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context.js';
import { allNamespaces } from '../../entities/reads/namespaces.js';
import type { DomainRow } from '../../entities/rows/platform/DomainRow.js';
import type { ManifestRow } from '../../entities/rows/platform/ManifestRow.js';
import type { NamespaceRow } from '../../entities/rows/platform/NamespaceRow.js';
import { PageArgs } from '../../schema/args/PageArgs.js';
import { DomainConnection } from '../../schema/connections/connections.js';
import { SemVer } from '../../schema/scalars/SemVer.js';
import { Drift } from '../../schema/types/platform/Drift.js';
import { Domain } from '../../schema/types/platform/Domain.js';
import { LayerNamespace } from '../../schema/types/platform/LayerNamespace.js';
import { Manifest } from '../../schema/types/platform/Manifest.js';
import { mustRead } from '../fields/mayRead.js';
import { queryReadings } from '../readings/query.js';

/** Domains, manifests and the catalog tree. */
@Resolver()
export class PlatformQuery {
  @Query(() => DomainConnection, { description: 'The domains, in the order of their registration.' })
  domains(@Args(() => PageArgs) args: PageArgs, @Ctx() { db }: Context): object {
    return queryReadings.domains.of(args, db);
  }

  @Query(() => Domain, { nullable: true, description: 'The domain of this name.' })
  domain(
    @Arg('name', () => String, { description: '`sales`' }) name: string,
    @Ctx() { loaders }: Context,
  ): Promise<DomainRow | null> {
    return loaders.domainByName.load(name);
  }

  @Query(() => Manifest, { nullable: true, description: 'The manifest of this name.' })
  manifest(
    @Arg('name', () => String, { description: '`metadata.name`: `acme-enterprise`.' }) name: string,
    @Arg('version', () => SemVer, { nullable: true, description: 'The highest one where not given.' })
    version: string | null | undefined,
    @Ctx() { loaders }: Context,
  ): Promise<ManifestRow | null> {
    return version ? loaders.manifestByVersion.load({ name, version }) : loaders.highestManifest.load(name);
  }

  @Query(() => LayerNamespace, { nullable: true, description: 'The catalog namespace of this path.' })
  namespace(
    @Arg('path', () => String, { description: '`sales.gold`' }) path: string,
    @Ctx() { loaders }: Context,
  ): Promise<NamespaceRow | null> {
    return loaders.namespaceByPath.load(path);
  }

  @Query(() => [LayerNamespace], {
    description: 'The whole catalog tree, roots first (ADR-0021, Catalog Structure in Data Mesh).',
  })
  namespaces(@Ctx() { db }: Context): Promise<NamespaceRow[]> {
    return allNamespaces(db);
  }

  @Query(() => [Drift], {
    description:
      'What is deployed otherwise than the documents ask for, for the platform team; empty where the server is told of no system that it is deployed to (`POLARIS_URL`). UNAVAILABLE where that cannot be asked, NOT_FOUND, with near matches, for an unknown domain.',
  })
  catalogDrift(
    @Arg('domain', () => String, { nullable: true, description: 'Of this domain alone; of all where not given.' })
    domain: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<readonly Drift[]> {
    mustRead(context, 'readDrift');
    return context.actions.catalogDrift({ domain: domain ?? null });
  }
}
