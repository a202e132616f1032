import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { type Dice } from '../fuzz/Dice.js';

const FOLLOW = 'subscription ($after: Cursor) { contractChanged(after: $after) { cursor } }';
/** How long a follower stays with one replica: at least, and by chance so much longer. */
const STAYS_MS = 2_000;
const STAYS_LONGER_MS = 10_000;

interface Next {
  readonly contractChanged: { readonly cursor: string } | null;
}

/**
 * Follows the changes of contracts. Again and again it leaves by itself; then, and where it is cut off, it goes on at any
 * replica, from the cursor that it came to.
 */
export class Follower {
  readonly cursors: string[] = [];
  /** How often it left, and how often it was cut off or refused. */
  left = 0;
  cutOff = 0;
  private over = false;

  constructor(
    private readonly urls: readonly string[],
    private readonly first: string,
    private readonly dice: Dice,
  ) {}

  /** Follows until it is stopped. */
  async follow(): Promise<void> {
    while (!this.over) {
      const leaves = await this.at(this.dice.one(this.urls)).catch(() => false);
      if (leaves) this.left += 1;
      else if (!this.over) this.cutOff += 1;
      await sleep(100);
    }
  }

  /** No more is awaited; who still follows is left to its socket's end. */
  stop(): void {
    this.over = true;
    this.leave();
  }

  private leave = (): void => undefined;

  /** Follows at one replica; tells whether it left by itself. */
  private async at(url: string): Promise<boolean> {
    const client = createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      keepAlive: 2_000,
    });
    // A client that is not connected yet may have been refused meanwhile.
    this.leave = () => void Promise.resolve(client.dispose()).catch(() => undefined);
    let leaves = false;
    const timer = setTimeout(
      () => {
        leaves = true;
        this.leave();
      },
      STAYS_MS + this.dice.below(STAYS_LONGER_MS),
    );
    const variables = { after: this.cursors.at(-1) ?? this.first };
    try {
      for await (const { data, errors } of client.iterate<Next>({ query: FOLLOW, variables })) {
        if (errors) return false;
        if (data?.contractChanged) this.cursors.push(data.contractChanged.cursor);
      }
      return leaves;
    } finally {
      clearTimeout(timer);
      await client.dispose();
    }
  }
}
