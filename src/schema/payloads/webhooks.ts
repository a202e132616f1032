import { Field, ObjectType } from 'type-graphql';
import { UserError } from '../types/common/UserError.js';
import { Webhook } from '../types/webhooks/Webhook.js';

const userErrors = 'Mistakes in the input; empty where there are none.';
const shownOnce =
  'What requests are signed with (`whsec_...`, Standard Webhooks). It is shown here and never again: not to who asks again by `idempotencyKey` either.';

@ObjectType({ description: 'What createWebhook made.', simpleResolvers: true })
export class CreateWebhookPayload {
  @Field(() => Webhook, { nullable: true, description: 'null where it was refused.' })
  webhook: object | null;

  @Field(() => String, { nullable: true, description: shownOnce })
  secret: string | null;

  @Field(() => [UserError], { description: userErrors })
  userErrors: readonly UserError[];
}

@ObjectType({ description: 'What updateWebhook, deleteWebhook or redeliver did.', simpleResolvers: true })
export class WebhookPayload {
  @Field(() => Webhook, {
    nullable: true,
    description: 'The webhook, one that is deleted as it was; null where there is none.',
  })
  webhook: object | null;

  @Field(() => String, {
    nullable: true,
    description: 'The new secret, with `rotateSecret`; shown here and never again.',
  })
  secret: string | null;

  @Field(() => [UserError], { description: userErrors })
  userErrors: readonly UserError[];
}
