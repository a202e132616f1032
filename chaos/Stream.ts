import { messagesOf, startNats, type NatsServer } from '../test/support/natsServer.js';

interface Event {
  readonly type: string;
  readonly sequence: string;
}

/** The stream of JetStream that the log is relayed to. */
export class Stream {
  private constructor(readonly nats: NatsServer) {}

  static async open(): Promise<Stream> {
    return new Stream(await startNats());
  }

  /** The cursors of the changes of contracts in it, in its order. */
  async changes(): Promise<readonly string[]> {
    const events = (await messagesOf(this.nats)).map((each) => each.json<Event>());
    return events.filter(({ type }) => type.endsWith('.contract.changed')).map(({ sequence }) => sequence);
  }
}
