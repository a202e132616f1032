import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context.js';
import { CompileProductInput, PreviewChangeInput, PublishManifestInput } from '../../schema/inputs/documents.js';
import { PreviewChangePayload } from '../../schema/payloads/payloads.js';
import { SemVer } from '../../schema/scalars/SemVer.js';
import { VersionDiff } from '../../schema/types/contracts/VersionDiff.js';
import { JsonValue } from '../../schema/scalars/JsonValue.js';
import { manifestRequest } from '../inputs/manifestRequest.js';
import { productRequest } from '../inputs/productRequest.js';
import type { PreviewRequest } from '../../actions/previewChange.js';

/** Questions about versions that are to be or that were, which write nothing. */
@Resolver()
export class EvolutionQuery {
  @Query(() => JsonValue, {
    description:
      'All that a compilation of this product must know of the mesh, as plain data: what `floe compile --offline --context` reads. Writes nothing.',
  })
  async compileContext(
    @Arg('input', () => CompileProductInput, { description: 'The product.' }) input: CompileProductInput,
    @Ctx() { actions }: Context,
  ): Promise<unknown> {
    return actions.compileContext(productRequest(input));
  }

  @Query(() => JsonValue, {
    description:
      'All that a compilation of this manifest must know of the catalog, its ancestors, as plain data: what `floe platform compile --offline --context` reads. Writes nothing.',
  })
  async manifestContext(
    @Arg('input', () => PublishManifestInput, { description: 'The manifest.' }) input: PublishManifestInput,
    @Ctx() { actions }: Context,
  ): Promise<unknown> {
    return actions.manifestContext(manifestRequest(input));
  }

  @Query(() => PreviewChangePayload, {
    description:
      'What a changed product, port or contract would mean: every change, a verdict for each consumer by the columns it reads, every product behind them, the version and the notice it requires. Writes nothing.',
  })
  async previewChange(
    @Arg('input', () => PreviewChangeInput, { description: 'The change.' }) input: PreviewChangeInput,
    @Ctx() { actions }: Context,
  ): Promise<PreviewChangePayload> {
    return actions.previewChange(previewRequest(input));
  }

  @Query(() => VersionDiff, {
    description:
      'What changed between two kept versions of a product, of one output port, or of a contract: every change of what is promised, judged by its mode as if one version came after the other. NOT_FOUND, with near matches or the versions that are kept, where there is none.',
  })
  async diff(
    @Arg('fqn', () => String, { description: 'The fqn of a product or an output port, or the name of a contract.' })
    fqn: string,
    @Arg('from', () => SemVer, { description: 'The version before.' }) from: string,
    @Arg('to', () => SemVer, { description: 'The version after; it may be the lower one.' }) to: string,
    @Ctx() { actions }: Context,
  ): Promise<VersionDiff> {
    const { before, after, next, ...diff } = await actions.diffVersions({ fqn, from, to });
    return { ...diff, from: before, to: after, requiredVersion: next };
  }
}

function previewRequest({ product, port, contract }: PreviewChangeInput): PreviewRequest {
  return {
    product: product ? productRequest(product) : null,
    port: port ? { fqn: port.fqn, schema: port.schema, file: port.file ?? 'schema.json' } : null,
    contract: contract
      ? { name: contract.name, source: contract.source, file: contract.file ?? 'contract.yaml' }
      : null,
  };
}
