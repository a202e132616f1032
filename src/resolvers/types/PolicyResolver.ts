import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { PolicyOrigin as Origin, PolicyStep as Step } from '../../compiler/artifact.js';
import type { Context } from '../../context.js';
import type { ManifestRow } from '../../entities/rows/platform/ManifestRow.js';
import { Manifest } from '../../schema/types/platform/Manifest.js';
import { PolicyOrigin, PolicyStep } from '../../schema/types/common/PolicyOrigin.js';

/** The manifest of a `name@version`. */
function manifestNamed(label: string, { loaders }: Context): Promise<ManifestRow | null> {
  const at = label.lastIndexOf('@');
  return loaders.manifestByVersion.load({ name: label.slice(0, at), version: label.slice(at + 1) });
}

@Resolver(() => PolicyOrigin)
export class PolicyOriginResolver {
  @FieldResolver(() => Manifest, { description: 'The manifest the standing value comes from.' })
  manifest(@Root() origin: Origin, @Ctx() context: Context): Promise<ManifestRow | null> {
    return manifestNamed(origin.manifest, context);
  }
}

@Resolver(() => PolicyStep)
export class PolicyStepResolver {
  @FieldResolver(() => Manifest, { description: 'The manifest that states it.' })
  manifest(@Root() step: Step, @Ctx() context: Context): Promise<ManifestRow | null> {
    return manifestNamed(step.manifest, context);
  }
}
