import { parentPort } from 'node:worker_threads';

// A thread that does with a compilation what its product document says.
const ENDS: Readonly<Record<string, () => void>> = {
  exit: () => process.exit(3),
  throw: () => {
    setImmediate(() => {
      throw new Error('out of order');
    });
  },
  hang: () => {
    for (;;);
  },
  eat: () => {
    const kept: number[][] = [];
    for (;;) kept.push(new Array<number>(1_000_000).fill(kept.length));
  },
};

parentPort?.on('message', ({ input }: { input: { product: { content: string } } }) => {
  const end = ENDS[input.product.content];
  if (end) end();
  else parentPort?.postMessage({ kind: 'done', measured: { result: input.product.content, durationMs: 0 } });
});
