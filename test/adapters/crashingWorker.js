import { parentPort } from 'node:worker_threads';

// A thread that does with a compilation what its product document says.
const ENDS = {
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
    const kept = [];
    for (;;) kept.push(new Array(1_000_000).fill(kept.length));
  },
};

parentPort?.on('message', ({ input }) => {
  const end = ENDS[input.product.content];
  if (end) end();
  else parentPort?.postMessage({ kind: 'done', measured: { result: input.product.content, durationMs: 0 } });
});
