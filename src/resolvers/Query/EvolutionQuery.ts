import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { PreviewRequest } from '../../actions/actions.js';
import type { Context } from '../../context.js';
import { CompileProductInput, PreviewChangeInput, PublishManifestInput } from '../../schema/inputs/documents.js';
import { PreviewChangePayload } from '../../schema/payloads/payloads.js';
import { JsonValue } from '../../schema/scalars/JsonValue.js';
import { manifestRequest } from '../manifestRequest.js';
import { productRequest } from '../productRequest.js';

/** Questions about a product that is to be, which write nothing. */
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
