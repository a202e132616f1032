import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { type Dice } from '../fuzz/Dice.js';

const FOLLOW = 'subscription ($after: Cursor) { contractChanged(after: $after) { cursor } }';

interface Next {
  readonly contractChanged: { readonly cursor: string } | null;
}

/** Follows the changes of contracts; where it is cut off it goes on at any replica, from the cursor that it came to. */
export class Follower {
  readonly cursors: string[] = [];
  /** How often it was cut off after it had been taken up. */
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
      await this.at(this.dice.one(this.urls)).catch(() => undefined);
      this.cutOff += 1;
      await sleep(100);
    }
  }

  /** No more is awaited; who still follows is left to its socket's end. */
  stop(): void {
    this.over = true;
    this.leave?.();
  }

  private leave: (() => void) | undefined;

  private async at(url: string): Promise<void> {
    const client = createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      keepAlive: 2_000,
    });
    this.leave = () => void client.dispose();
    const variables = { after: this.cursors.at(-1) ?? this.first };
    try {
      for await (const { data, errors } of client.iterate<Next>({ query: FOLLOW, variables })) {
        if (errors) return;
        if (data?.contractChanged) this.cursors.push(data.contractChanged.cursor);
      }
    } finally {
      await client.dispose();
    }
  }
}
