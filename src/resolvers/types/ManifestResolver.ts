import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { PolicyOrigin as Origin } from '../../compiler/artifact.js';
import { manifestReferences } from '../../compiler/document/references.js';
import { explainManifest } from '../../compiler/inherit/explainManifest.js';
import type { SourceFile } from '../../compiler/source.js';
import type { Context } from '../../context.js';
import type { ManifestRow } from '../../entities/rows/platform/ManifestRow.js';
import { JsonValue } from '../../schema/scalars/JsonValue.js';
import { Manifest } from '../../schema/types/platform/Manifest.js';
import { PolicyOrigin } from '../../schema/types/common/PolicyOrigin.js';
import type { RefResolution } from '../../compiler/mesh.js';

const manifestSource = (row: ManifestRow): SourceFile => ({ path: row.file, content: row.source });

const parentOf = (row: ManifestRow, { loaders }: Context): Promise<ManifestRow | null> | null =>
  row.parentId === null ? null : loaders.manifestById.load(row.parentId);

/** What the refs of the chain resolved to when the manifest was published. */
async function chainOf(manifest: ManifestRow, context: Context): Promise<RefResolution[]> {
  const refs: RefResolution[] = [];
  for (let child = manifest, parent = await parentOf(child, context); parent; parent = await parentOf(child, context)) {
    const written = manifestReferences(manifestSource(child)).parentRef;
    const { name, version, ref, digest } = parent;
    if (written !== null)
      refs.push({ ref: written, found: { name, version, ref, digest, source: manifestSource(parent) } });
    child = parent;
  }
  return refs;
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
    return explainManifest({ manifest: manifestSource(manifest), refs: await chainOf(manifest, context) }, path);
  }
}
