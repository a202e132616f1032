import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../context.js';
import { DRY_RUN } from '../../schema/args/dryRun.js';
import { PublishManifestInput } from '../../schema/inputs/documents.js';
import { CompileManifestPayload, PublishManifestPayload } from '../../schema/payloads/payloads.js';
import { manifestRequest } from '../inputs/manifestRequest.js';

@Resolver()
export class ManifestMutation {
  @Mutation(() => PublishManifestPayload, {
    description:
      'Compiles a manifest and, where that succeeds, publishes it, with the domains and namespaces it declares.',
  })
  async publishManifest(
    @Arg('input', () => PublishManifestInput, { description: 'The manifest.' }) input: PublishManifestInput,
    @Arg('dryRun', () => Boolean, { defaultValue: false, description: DRY_RUN }) dryRun: boolean,
    @Ctx() context: Context,
  ): Promise<PublishManifestPayload> {
    const result = await context.actions.publishManifest({ ...manifestRequest(input), dryRun });
    const { compilation, userErrors, unchanged = false } = result;
    const manifest = dryRun ? null : result.manifest;
    context.refresh();
    return { manifest, compilation, diagnostics: compilation.diagnostics, unchanged, userErrors };
  }

  @Mutation(() => CompileManifestPayload, {
    description: 'Compiles a manifest and records that; changes nothing else.',
  })
  async compileManifest(
    @Arg('input', () => PublishManifestInput, { description: 'The manifest.' }) input: PublishManifestInput,
    @Ctx() context: Context,
  ): Promise<CompileManifestPayload> {
    const compilation = await context.actions.compileManifest(manifestRequest(input));
    context.refresh();
    return { compilation };
  }
}
