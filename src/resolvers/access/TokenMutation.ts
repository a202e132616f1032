import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../context.js';
import { decodeGlobalId } from '../../schema/globalId.js';
import { CreateTokenInput, RevokeTokenInput } from '../../schema/inputs/access.js';
import { CreateTokenPayload, RevokeTokenPayload } from '../../schema/payloads/access.js';
import { rowNumber } from '../fields/rowNumber.js';

/** API tokens: how machines come in. */
@Resolver()
export class TokenMutation {
  @Mutation(() => CreateTokenPayload, {
    description: 'Makes an API token; its secret is in the answer and nowhere else. Nobody hands on more than he has.',
  })
  async createToken(
    @Arg('input', () => CreateTokenInput, { description: 'What it is for.' }) input: CreateTokenInput,
    @Ctx() context: Context,
  ): Promise<CreateTokenPayload> {
    const result = await context.actions.createToken({ ...input });
    context.refresh();
    return result;
  }

  @Mutation(() => RevokeTokenPayload, { description: 'Takes a token back: it is refused from the next request on.' })
  async revokeToken(
    @Arg('input', () => RevokeTokenInput, { description: 'Which.' }) { id }: RevokeTokenInput,
    @Ctx() context: Context,
  ): Promise<RevokeTokenPayload> {
    const decoded = decodeGlobalId(id);
    const result = await context.actions.revokeToken({
      id: decoded?.type === 'ApiToken' ? rowNumber(decoded.key) : null,
    });
    context.refresh();
    return result;
  }
}
