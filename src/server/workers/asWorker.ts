import type { Logger } from 'pino';
import { AggregatorRegistry } from 'prom-client';
import type { Metrics } from '../../telemetry/Metrics.js';
import { processMetrics } from '../../telemetry/processMetrics.js';
import { exposition, type Exposition } from '../../telemetry/scrape.js';
import type { ProgressRelay, ProgressTold } from '../../subscriptions/ProgressHub.js';
import { endSoon } from '../endSoon.js';
import type { RunningServer } from '../startServer.js';
import { isGone, isSaid, STOP, tellsMetrics, type MetricsAsked, type Said } from './messages.js';

/** What the workers tell each other of compilations that clients watch, through the process that started them. */
export const relay: ProgressRelay = {
  tell: (said) => void (process.connected && process.send?.({ said } satisfies Said)),
  hear: (told, gone) =>
    void process.on('message', (message) => {
      if (isSaid(message)) told(message.said as ProgressTold, message.from ?? 0);
      else if (isGone(message)) gone(message.gone);
    }),
};

/** The metrics of all workers, asked of the process that started them; its answer says the same whichever worker is asked. */
export function together(own: Metrics): () => Promise<Exposition> {
  void new AggregatorRegistry(); // it is by the first that a process hears what it is asked
  AggregatorRegistry.setRegistries([own.registry, processMetrics()]);
  const asked = new Map<number, (text: string | null) => void>();
  let last = 0;
  process.on('message', (message) => {
    if (!tellsMetrics(message)) return;
    asked.get(message.metricsTold)?.(message.text);
    asked.delete(message.metricsTold);
  });
  return async () => {
    const metricsAsked = (last += 1);
    const told = new Promise<string | null>((resolve) => asked.set(metricsAsked, resolve));
    process.send?.({ metricsAsked } satisfies MetricsAsked);
    const text = await told;
    return text === null ? exposition(own) : { text, type: own.registry.contentType };
  };
}

/**
 * Ends this worker in order when it is told to, or at SIGTERM, also while it starts. SIGINT is for the process that started it: a terminal
 * sends its Ctrl-C to both.
 */
export function stopWhenTold(starting: Promise<Pick<RunningServer, 'close'>>, log: Logger): void {
  let asked = false;
  const end = async (): Promise<void> => {
    try {
      await (await starting).close();
      process.disconnect(); // with it goes the last thing of ours that keeps the process
      endSoon();
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
