import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Opening, Told } from './socketProcess.js';

/** The sockets of one side, in a process of their own. */
export class Clients {
  private readonly told: Told[] = [];
  private wake = (): void => undefined;

  /** When the first of them asked for its subscription, by `process.hrtime` in milliseconds; 0 where none asks. */
  asked = 0;

  private constructor(private readonly child: ChildProcess) {
    child.on('message', (message: Told) => {
      this.told.push(message);
      this.wake();
    });
  }

  static async open(opening: Opening): Promise<Clients> {
    const clients = new Clients(fork(path.resolve(import.meta.dirname, 'socketProcess.ts')));
    clients.child.send(opening);
    const told = await clients.next();
    if ('asked' in told) clients.asked = told.asked;
    return clients;
  }

  /** What the process tells next. Throws where it could not open its sockets. */
  async next(): Promise<Exclude<Told, { failed: string }>> {
    while (this.told.length === 0) await new Promise<void>((resolve) => (this.wake = resolve));
    const told = this.told.shift() as Told;
    if ('failed' in told) throw new Error(told.failed);
    return told;
  }

  async close(): Promise<void> {
    this.child.disconnect();
    await once(this.child, 'exit');
  }
}
