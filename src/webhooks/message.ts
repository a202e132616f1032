import { Webhook } from 'standardwebhooks';
import { cloudEventOf, type ToldEvent } from '../cloudEvents/cloudEvent.js';
import type { WebhookFormat } from '../entities/rows/webhooks/WebhookRow.js';
import { slackMessage } from './slack.js';

/** One request to a receiver. */
export interface Message {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface Signing {
  /** Each signs: that of today first. */
  readonly secrets: readonly string[];
  /** When it is sent, which a receiver holds against its clock. */
  readonly at: Date;
}

/** What is sent of an event, signed after Standard Webhooks; `webhook-id` is the same however often it is sent. */
export function messageOf(told: ToldEvent, format: WebhookFormat, source: string, { secrets, at }: Signing): Message {
  const isEvent = format === 'cloudevents';
  const body = JSON.stringify(isEvent ? cloudEventOf(told, source) : slackMessage(told));
  const id = String(told.event.seq);
  return {
    body,
    headers: {
      'content-type': isEvent ? 'application/cloudevents+json; charset=utf-8' : 'application/json; charset=utf-8',
      'user-agent': 'floe-catalog',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
    },
  };
}
