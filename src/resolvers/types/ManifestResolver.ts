import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { PolicyOrigin as Origin } from '../../compiler/artifact.js';
import type { PublishedChain } from '../../compiler/inherit/explainManifest.js';
import type { PublishedManifest } from '../../compiler/mesh.js';
import type { BegunProduct } from '../../compiler/starter/beginProduct.js';
import type { Ci } from '../../compiler/starter/files/starter.js';
import type { Context } from '../../context.js';
import type { ManifestRow } from '../../entities/rows/platform/ManifestRow.js';
import { CiSystem } from '../../schema/enums/organisation.js';
import { JsonValue } from '../../schema/scalars/JsonValue.js';
import { SemVer } from '../../schema/scalars/SemVer.js';
import { Manifest } from '../../schema/types/platform/Manifest.js';
import { ProductStarter } from '../../schema/types/compilation/ProductStarter.js';
import { PolicyOrigin } from '../../schema/types/common/PolicyOrigin.js';

const parentOf = (row: ManifestRow, { loaders }: Context): Promise<ManifestRow | null> | null =>
  row.parentId === null ? null : loaders.manifestById.load(row.parentId);

const published = ({ name, version, ref, digest, file: path, source: content }: ManifestRow): PublishedManifest => ({
  name,
  version,
  ref,
  digest,
  source: { path, content },
});

/** A manifest and what it inherits from, as they were published, nearest first. */
async function chainOf(manifest: ManifestRow, context: Context): Promise<PublishedChain> {
  const above: PublishedManifest[] = [];
  for (let parent = await parentOf(manifest, context); parent; parent = await parentOf(parent, context))
    above.push(published(parent));
  return [published(manifest), ...above];
}

@Resolver(() => Manifest)
export class ManifestResolver {
  @FieldResolver(() => Manifest, {
    nullable: true,
    description: 'What `parent.ref` resolved to when it was published; null at the root.',
  })
  parent(@Root() manifest: ManifestRow, @Ctx() context: Context): Promise<ManifestRow | null> | null {
    return parentOf(manifest, context);
  }

  @FieldResolver(() => JsonValue, {
    description: "The document merged with every ancestor, in the documents' own field names.",
  })
  effective(@Root() manifest: ManifestRow): unknown {
    return manifest.compiled.effective;
  }

  @FieldResolver(() => PolicyOrigin, {
    nullable: true,
    description:
      'Which manifest of the chain the effective value at a path came from, and what it replaced or strengthened. null where no manifest states it.',
  })
  async explain(
    @Root() manifest: ManifestRow,
    @Arg('path', () => String, {
      description: 'Dotted, lists by index: `governance.quality_gates.required_tests[0]`.',
    })
    path: string,
    @Ctx() context: Context,
  ): Promise<Origin | null> {
    return (await context.compiling('explain', { chain: await chainOf(manifest, context), path })).result;
  }

  @FieldResolver(() => ProductStarter, {
    description:
      'The files of a new product under this manifest, which compile at once (ADR-0021, `floe init`). Nothing is written anywhere.',
  })
  async starter(
    @Root() manifest: ManifestRow,
    @Arg('name', () => String, { description: 'What the product is called: `customer-churn`.' }) name: string,
    @Arg('team', () => String, { nullable: true, description: 'The team that owns it; absent: that of the manifest.' })
    team: string | null,
    @Arg('email', () => String, { nullable: true, description: 'Where it is reached; absent: as the manifest has it.' })
    email: string | null,
    @Arg('ci', () => CiSystem, { defaultValue: 'github', description: 'What its workflow is for.' }) ci: Ci,
    @Arg('floeVersion', () => SemVer, { description: 'The version of `floe` that its workflow installs.' })
    floeVersion: string,
    @Ctx() context: Context,
  ): Promise<BegunProduct> {
    const chain = await chainOf(manifest, context);
    const said = { name, team: team ?? null, email: email ?? null };
    const now = context.now().toISOString();
    return (await context.compiling('begin', { chain, said, ci, floeVersion, now })).result;
  }
}
