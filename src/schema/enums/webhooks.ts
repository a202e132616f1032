import { defineEnum } from './defineEnum.js';

export const WebhookFormat = defineEnum('WebhookFormat', 'What a webhook is sent.', {
  CLOUDEVENTS: ['cloudevents', 'An event as CloudEvents 1.0, structured JSON, signed (docs/webhooks.md).'],
  SLACK: ['slack', 'A message of text for an incoming webhook of Slack, or what takes the same.'],
});

export const DeliveryStatus = defineEnum('DeliveryStatus', 'What became of an event that a webhook is to be told of.', {
  PENDING: ['pending', 'It is to be sent, or sent again.'],
  DELIVERED: ['delivered', 'The receiver has taken it.'],
  DEAD: ['dead', 'It was given up: `error` says why. `redeliver` sends it again.'],
});
