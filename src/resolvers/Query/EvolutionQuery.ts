import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context.js';
import { CompileProductInput } from '../../schema/inputs/documents.js';
import { JsonValue } from '../../schema/scalars/JsonValue.js';
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
}
