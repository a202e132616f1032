import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../context.js';
import { DRY_RUN } from '../../schema/args/dryRun.js';
import { CompileProductInput, PublishManyInput, RetireProductInput } from '../../schema/inputs/documents.js';
import {
  CompileProductPayload,
  PublishManyPayload,
  PublishProductPayload,
  RetireProductPayload,
} from '../../schema/payloads/payloads.js';
import { manifestRequest } from '../inputs/manifestRequest.js';
import { productRequest } from '../inputs/productRequest.js';

@Resolver()
export class ProductMutation {
  @Mutation(() => CompileProductPayload, { description: 'Compiles a product and records that; changes nothing else.' })
  async compileProduct(
    @Arg('input', () => CompileProductInput, { description: 'The product.' }) input: CompileProductInput,
    @Ctx() context: Context,
  ): Promise<CompileProductPayload> {
    const compilation = await context.actions.compileProduct(productRequest(input));
    context.refresh();
    return { compilation };
  }

  @Mutation(() => PublishProductPayload, {
    description:
      'Compiles a product; where that succeeds, its version, ports, contracts, lineage and events land in one transaction, else only the recorded compilation.',
  })
  async publishProduct(
    @Arg('input', () => CompileProductInput, { description: 'The product.' }) input: CompileProductInput,
    @Arg('dryRun', () => Boolean, { defaultValue: false, description: DRY_RUN }) dryRun: boolean,
    @Ctx() context: Context,
  ): Promise<PublishProductPayload> {
    const asked = { ...productRequest(input), dryRun };
    const { unchanged = false, product, ...result } = await context.actions.publishProduct(asked);
    context.refresh();
    return { ...result, product: dryRun ? null : product, unchanged };
  }

  @Mutation(() => PublishManyPayload, {
    description:
      'Compiles and publishes any number of manifests and products, parents and providers first, each on its own: one that is refused holds up nobody else. What stands already is left as it is, so that it may be asked again.',
  })
  async publishMany(
    @Arg('input', () => PublishManyInput, { description: 'The documents.' }) input: PublishManyInput,
    @Ctx() context: Context,
  ): Promise<PublishManyPayload> {
    const { results } = await context.actions.publishMany({
      manifests: (input.manifests ?? []).map(manifestRequest),
      products: (input.products ?? []).map(productRequest),
      progressId: input.progressId ?? null,
      idempotencyKey: input.idempotencyKey ?? null,
    });
    context.refresh();
    const published = results.filter(({ manifest, product }) => manifest ?? product).length;
    return { published, failed: results.length - published, results };
  }

  @Mutation(() => RetireProductPayload, {
    description:
      'Takes a product that nobody consumes out of service: it is in no list from then on; its versions are kept, the contracts it held as consumer end.',
  })
  async retireProduct(
    @Arg('input', () => RetireProductInput, { description: 'Which, and why.' }) input: RetireProductInput,
    @Ctx() context: Context,
  ): Promise<RetireProductPayload> {
    const result = await context.actions.retireProduct({ ...input });
    context.refresh();
    return result;
  }
}
