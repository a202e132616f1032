import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../context.js';
import { decodeEventCursor } from '../../schema/eventCursor.js';
import { decodeGlobalId } from '../../schema/globalId.js';
import {
  CreateWebhookInput,
  DeleteWebhookInput,
  RedeliverInput,
  UpdateWebhookInput,
} from '../../schema/inputs/webhooks.js';
import { CreateWebhookPayload, WebhookPayload } from '../../schema/payloads/webhooks.js';
import { rowNumber } from '../fields/rowNumber.js';

function numberOf(id: string): number | null {
  const decoded = decodeGlobalId(id);
  return decoded?.type === 'Webhook' ? rowNumber(decoded.key) : null;
}

/** Beyond every event: a cursor that is none is refused as one that this log did not give. */
const NOWHERE = Number.MAX_SAFE_INTEGER;

/** Sending events elsewhere (docs/webhooks.md). */
@Resolver()
export class WebhookMutation {
  @Mutation(() => CreateWebhookPayload, {
    description:
      'Has events sent to an address as they are committed: at least once, those of one contract in their order. Its secret is in the answer and nowhere else.',
  })
  async createWebhook(
    @Arg('input', () => CreateWebhookInput, { description: 'Where, which events, how.' }) input: CreateWebhookInput,
    @Ctx() context: Context,
  ): Promise<CreateWebhookPayload> {
    const after = input.after == null ? null : (decodeEventCursor(input.after) ?? NOWHERE);
    const result = await context.actions.createWebhook({ ...input, after });
    context.refresh();
    return result;
  }

  @Mutation(() => WebhookPayload, {
    description: 'Changes a webhook, for who made it and the platform team; what is not given stays.',
  })
  async updateWebhook(
    @Arg('input', () => UpdateWebhookInput, { description: 'Which, and what.' }) input: UpdateWebhookInput,
    @Ctx() context: Context,
  ): Promise<WebhookPayload> {
    const result = await context.actions.updateWebhook({ ...input, id: numberOf(input.id) });
    context.refresh();
    return result;
  }

  @Mutation(() => WebhookPayload, {
    description: 'Takes a webhook away with its deliveries, for who made it and the platform team.',
  })
  async deleteWebhook(
    @Arg('input', () => DeleteWebhookInput, { description: 'Which.' }) { id }: DeleteWebhookInput,
    @Ctx() context: Context,
  ): Promise<WebhookPayload> {
    const result = await context.actions.deleteWebhook({ id: numberOf(id) });
    context.refresh();
    return result;
  }

  @Mutation(() => WebhookPayload, {
    description:
      'Has a webhook told again of all that it asks for after an event, delivered or dead, for who made it and the platform team.',
  })
  async redeliver(
    @Arg('input', () => RedeliverInput, { description: 'Which, and from where.' }) input: RedeliverInput,
    @Ctx() context: Context,
  ): Promise<WebhookPayload> {
    const result = await context.actions.redeliver({
      webhook: numberOf(input.webhook),
      after: decodeEventCursor(input.after),
    });
    context.refresh();
    return result;
  }
}
