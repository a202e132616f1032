import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { PolicyOrigin as Origin } from '../../compiler/artifact.js';
import type { ExplainedChain } from '../../compiler/inherit/explainManifest.js';
import type { PublishedManifest } from '../../compiler/mesh.js';
import type { Context } from '../../context.js';
import type { ManifestRow } from '../../entities/rows/platform/ManifestRow.js';
import { JsonValue } from '../../schema/scalars/JsonValue.js';
import { Manifest } from '../../schema/types/platform/Manifest.js';
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

/** What a manifest inherits from, as it was published, nearest first. */
async function above(manifest: ManifestRow, context: Context): Promise<PublishedManifest[]> {
  const chain: PublishedManifest[] = [];
  for (let parent = await parentOf(manifest, context); parent; parent = await parentOf(parent, context))
    chain.push(published(parent));
  return chain;
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
    const chain: ExplainedChain['chain'] = [published(manifest), ...(await above(manifest, context))];
    return (await context.compiling('explain', { chain, path })).result;
  }
}
