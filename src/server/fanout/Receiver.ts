import type { Transport } from '../metrics/RequestMeasures.js';

const BEFORE_EVENT = Buffer.from('event: next\ndata: ');
const AFTER_EVENT = Buffer.from('\n\n');

/** A result as its bytes, made once for all who get it. */
export class Payload {
  readonly json: Buffer;
  private event: Buffer | null = null;

  constructor(result: object) {
    this.json = Buffer.from(JSON.stringify(result));
  }

  /** The same as a `next` of GraphQL over Server-Sent Events. */
  get asEvent(): Buffer {
    return (this.event ??= Buffer.concat([BEFORE_EVENT, this.json, AFTER_EVENT]));
  }
}

/** What sends results, until it is told that nobody waits for them. */
export interface Sending {
  end(): void;
}

/** Where the results of one operation go, one after another. */
export abstract class Receiver {
  private pending = 0;
  private waiting: (() => void)[] | null = null;

  abstract get transport(): Transport;
  /** Whether its client still waits for results, and can be written to. */
  abstract get open(): boolean;
  /** Whether the network holds nothing back of what this and others sent to the client. */
  protected abstract get drained(): boolean;
  protected abstract write(payload: Payload, taken: () => void): void;
  /** Says that nothing more comes. */
  abstract complete(): void;

  /** Whether all that was sent here has been taken by the network. */
  get ready(): boolean {
    return this.pending === 0 || this.drained;
  }

  send(payload: Payload): void {
    if (!this.open) return;
    this.pending += 1;
    this.write(payload, () => this.taken());
  }

  /** Resolves once all that was sent here has been taken by the network, or is lost with the connection. */
  async flushed(): Promise<void> {
    if (!this.ready) await new Promise<void>((resolve) => (this.waiting ??= []).push(resolve));
  }

  private taken(): void {
    this.pending -= 1;
    if (this.pending > 0 || !this.waiting) return;
    const { waiting } = this;
    this.waiting = null;
    for (const resolve of waiting) resolve();
  }
}
