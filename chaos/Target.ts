import type { Dice } from '../fuzz/Dice.js';
import { startReceiver, type Receiver } from '../test/support/receiver.js';
import { WEBHOOKS } from '../test/support/webhooks.js';
import { must } from './ask.js';

/** What lets replicas send to it; the first wait after a failure is long enough to be one. */
export const SENDING = { ...WEBHOOKS, WEBHOOK_RETRY_MS: '50', WEBHOOK_ATTEMPTS: '100' };

/** How much of what it is sent it fails to take. */
const FAILS = 0.5;
const CREATE = `mutation ($input: CreateWebhookInput!) {
  createWebhook(input: $input) { webhook { id } userErrors { message } } }`;

interface Event {
  readonly sequence: string;
  readonly subject: string;
}

/** Where the changes of contracts are sent, which fails half the time. */
export class Target {
  private constructor(private readonly receiver: Receiver) {}

  /** Starts it. */
  static async open(dice: Dice): Promise<Target> {
    return new Target(await startReceiver(() => (dice.chance(FAILS) ? 503 : 204)));
  }

  get url(): string {
    return this.receiver.url;
  }

  /** Asks to be told of what comes after a place. Throws where it is refused. */
  async follow(url: string, after: string): Promise<void> {
    const input = { url: this.url, events: ['CONTRACT_CHANGED'], after };
    const { createWebhook } = await must<{ createWebhook: { webhook: object | null } }>(url, CREATE, { input });
    if (!createWebhook.webhook) throw new Error(JSON.stringify(createWebhook));
  }

  /** How many requests came, and how many of them it took. */
  get counts(): { readonly came: number; readonly taken: number } {
    return { came: this.receiver.received.length, taken: this.receiver.taken.length };
  }

  /** The cursors of what it took, each once. */
  taken(): ReadonlySet<string> {
    return new Set(this.events().map(({ sequence }) => sequence));
  }

  /** What is wrong with what it took: something is missing, or came before what it follows upon in its contract. */
  faults(cursors: readonly string[]): string[] {
    const taken = this.taken();
    const missing = cursors.filter((cursor) => !taken.has(cursor));
    const faults = missing.length > 0 ? [`the webhook missed ${missing.length} of ${cursors.length} changes`] : [];
    const place = new Map(cursors.map((cursor, index) => [cursor, index]));
    const reached = new Map<string, number>();
    const seen = new Set<string>();
    for (const { sequence, subject } of this.events()) {
      const at = place.get(sequence);
      if (at === undefined || seen.has(sequence)) continue;
      seen.add(sequence);
      if (at < (reached.get(subject) ?? -1)) faults.push(`the webhook took change ${at} of ${subject} too late`);
      reached.set(subject, at);
    }
    return faults;
  }

  private events(): readonly Event[] {
    return this.receiver.taken.map(({ json }) => json as unknown as Event);
  }
}
