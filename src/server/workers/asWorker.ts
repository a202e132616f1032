import type { Logger } from 'pino';
import type { ProgressRelay, ProgressTold } from '../../subscriptions/ProgressHub.js';
import type { RunningServer } from '../startServer.js';
import { isGone, isSaid, STOP, type Said } from './messages.js';

/** What the workers tell each other of compilations that clients watch, through the process that started them. */
export const relay: ProgressRelay = {
  tell: (said) => void (process.connected && process.send?.({ said } satisfies Said)),
  hear: (told, gone) =>
    void process.on('message', (message) => {
      if (isSaid(message)) told(message.said as ProgressTold, message.from ?? 0);
      else if (isGone(message)) gone(message.gone);
    }),
};

/**
 * Ends this worker in order when it is told to, or at SIGTERM, also while it starts. SIGINT is for the process that started it: a terminal
 * sends its Ctrl-C to both.
 */
export function stopWhenTold(starting: Promise<Pick<RunningServer, 'close'>>, log: Logger): void {
  let asked = false;
  const end = async (): Promise<void> => {
    try {
      await (await starting).close();
      process.disconnect(); // with it goes the last thing that keeps the process
    } catch (error) {
      log.fatal({ err: error }, 'could not stop in order');
      process.exit(1);
    }
  };
  const stop = (): void => {
    if (!asked) void end();
    asked = true;
  };
  process.on('message', (message) => message === STOP && stop());
  process.on('SIGTERM', stop).on('SIGINT', () => undefined);
}
