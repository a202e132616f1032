import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../context.js';
import { decodeGlobalId } from '../../schema/globalId.js';
import { DecideAccessInput, RequestAccessInput } from '../../schema/inputs/access.js';
import { AccessRequestPayload } from '../../schema/payloads/access.js';
import { rowNumber } from '../fields/rowNumber.js';

/** Asking for access to a port, and deciding (docs/access-requests.md). */
@Resolver()
export class AccessRequestMutation {
  @Mutation(() => AccessRequestPayload, {
    description:
      'Asks the owners of an output port to let a domain, a product or a role read it; for those of whom one is an owner or has the role. Grants nothing by itself.',
  })
  async requestAccess(
    @Arg('input', () => RequestAccessInput, { description: 'To what, for whom, what for.' }) input: RequestAccessInput,
    @Ctx() context: Context,
  ): Promise<AccessRequestPayload> {
    const result = await context.actions.requestAccess({ ...input });
    context.refresh();
    return result;
  }

  @Mutation(() => AccessRequestPayload, {
    description:
      'Grants or denies a request that is open, for owners of the port. A grant is a patch of data-product.yaml: it holds once that is published. Who asked and says `grant: false` withdraws his own.',
  })
  async decideAccess(
    @Arg('input', () => DecideAccessInput, { description: 'Which, how, and why.' }) input: DecideAccessInput,
    @Ctx() context: Context,
  ): Promise<AccessRequestPayload> {
    const { id, grant, note } = input;
    const decoded = decodeGlobalId(id);
    const number = decoded?.type === 'AccessRequest' ? rowNumber(decoded.key) : null;
    const result = await context.actions.decideAccess({ id: number, grant, note: note ?? null });
    context.refresh();
    return result;
  }
}
