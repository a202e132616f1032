import { setTimeout as sleep } from 'node:timers/promises';

/** Calls at a fixed rate, whatever becomes of the calls, until it is over; then waits for all. */
export async function atRate(perSecond: number, seconds: number, call: (nth: number) => Promise<void>): Promise<void> {
  const began = performance.now();
  const under: Promise<void>[] = [];
  for (let nth = 0; performance.now() - began < seconds * 1_000; nth += 1) {
    under.push(call(nth));
    await sleep(Math.max(0, began + ((nth + 1) * 1_000) / perSecond - performance.now()));
  }
  await Promise.all(under);
}
