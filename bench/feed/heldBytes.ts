import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** In this time what was sent and closed is over, and what is told of it too. */
const SETTLING_MS = 300;

/** Bytes that JavaScript and its buffers hold once all is collected that nobody needs. */
export async function heldBytes(): Promise<number> {
  // What a finalizer let go of is collected the next time.
  for (let each = 0; each < 2; each += 1) {
    await sleep(SETTLING_MS);
    collect();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
