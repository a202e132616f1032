import { Delivery } from '../types/webhooks/Delivery.js';
import { Webhook } from '../types/webhooks/Webhook.js';
import { defineConnection } from './defineConnection.js';

export const WebhookConnection = defineConnection({
  name: 'Webhook',
  node: Webhook,
  description: 'Webhooks, in the order in which they were made.',
});
export const DeliveryConnection = defineConnection({
  name: 'Delivery',
  node: Delivery,
  description: 'What a webhook was told of or is to be, the latest first.',
});
