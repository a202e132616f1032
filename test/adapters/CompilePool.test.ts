import { afterEach, describe, expect, it } from 'vitest';
import { compileHere } from '../../src/actions/compiling/compileHere.js';
import { CompilePool } from '../../src/adapters/CompilePool.js';
import { startCompileThread, startThread, type CompileThread } from '../../src/adapters/CompileThread.js';
import type { Stage } from '../../src/compiler/result.js';
import { startBuiltThread } from '../support/built.js';
import { EMPTY_MESH, productInput } from '../compiler/support/mesh.js';

const PRODUCT = `apiVersion: floe.dev/v1
kind: DataProduct
metadata: {name: mart, version: "1.0.0"}
ownership: {team: data, email: data@acme.com}
`;
const input = (content = PRODUCT) =>
  productInput(
    [
      { path: 'data-product.yaml', content },
      { path: 'platform-manifest.yaml', content: 'data_architecture: {pattern: medallion}' },
      { path: 'models/m.yml', content: 'models: [{name: stg_orders, columns: [{name: id}]}]' },
    ],
    EMPTY_MESH,
  );

/** A thread that does what the document says: exit, throw, hang, eat. */
const startCrashing = (): CompileThread =>
  startThread(new URL('./crashingWorker.js', import.meta.url), { maxOldGenerationSizeMb: 64 });

let pool: CompilePool;
let crashes: Error[];
function poolOf(start: () => CompileThread, parts: { size?: number; limitSeconds?: number } = {}): CompilePool {
  crashes = [];
  pool = new CompilePool({ size: 1, limitSeconds: 60, ...parts, start, onCrash: (error) => crashes.push(error) });
  return pool;
}
afterEach(() => pool.close());

describe('the pool of threads that compile', () => {
  const real = (): CompileThread => startBuiltThread({ maxOldGenerationSizeMb: 512 });

  it.each([
    ['built', real],
    ['from its source', (): CompileThread => startCompileThread({ maxOldGenerationSizeMb: 512 })],
  ])('%s, says what the compiler says in this thread, the stages as they end', async (_what, start) => {
    const stages: Stage[] = [];
    const { result, durationMs } = await poolOf(start).run('product', input(), (stage) => stages.push(stage));
    expect(result).toEqual((await compileHere('product', input())).result);
    expect(result.diagnostics.length).toBeGreaterThan(0);
    expect(stages).toEqual(result.stages);
    expect(durationMs).toBeGreaterThan(0);
  });

  it('compiles manifests and plans migrations too', async () => {
    const content = 'apiVersion: floe.dev/v1\nkind: Manifest\nmetadata: {name: acme, version: "1.0.0"}\n';
    const asked = { manifest: { path: 'manifest.yaml', content }, refs: [] };
    const { result } = await poolOf(real).run('manifest', asked);
    expect(result).toEqual((await compileHere('manifest', asked)).result);
    const migration = {
      manifest: null,
      to: 'kimball' as const,
      mapping: null,
      journal: null,
      environment: 'production',
      products: [{ folder: 'mart', ...input() }],
    } as const;
    const planned = await pool.run('migration', migration);
    expect(planned.result).toEqual((await compileHere('migration', migration)).result);
    expect(pool.threads).toBe(1);
  });

  it('the event loop goes on while it compiles', async () => {
    const names = Array.from(
      { length: 3_000 },
      (_, index) => `  - {name: silver_t${index}, columns: [{name: id, tests: [unique]}]}`,
    );
    const files = [...input().files, { path: 'models/many.yml', content: `models:\n${names.join('\n')}\n` }];
    poolOf(real);
    await pool.run('product', input());
    let ticks = 0;
    const ticking = setInterval(() => (ticks += 1), 5);
    await pool.run('product', { ...input(), files });
    clearInterval(ticking);
    expect(ticks).toBeGreaterThan(5);
  });

  it.each([
    ['exit', /cut off/],
    ['throw', /cut off/],
    ['eat', /more memory than one may have \(COMPILE_MEMORY_MB\)/],
  ])('a thread that ends in %s is an error for people, and the next compilation gets a new one', async (end, words) => {
    poolOf(startCrashing);
    await expect(pool.run('product', input(end))).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringMatching(words) as string,
    });
    expect(crashes.length).toBe(end === 'exit' ? 0 : 1);
    expect((await pool.run('product', input('well'))).result).toBe('well');
  });

  it('a compilation that takes too long is given up', async () => {
    poolOf(startCrashing, { limitSeconds: 2 });
    const [first, second] = await Promise.allSettled([
      pool.run('product', input('hang')),
      pool.run('product', input('well')),
    ]);
    expect(first).toMatchObject({
      reason: { code: 'UNAVAILABLE', message: expect.stringContaining('2 s (COMPILE_LIMIT_SECONDS)') as string },
    });
    expect(second).toMatchObject({ value: { result: 'well' } });
  });

  it('takes no more threads than its size', async () => {
    poolOf(startCrashing, { size: 2 });
    const asked = ['a', 'b', 'c', 'd', 'e'].map((each) => pool.run('product', input(each)));
    expect(pool.threads).toBe(2);
    expect((await Promise.all(asked)).map(({ result }) => result)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(pool.threads).toBe(2);
  });

  it('serves in the order of asking', async () => {
    poolOf(startCrashing);
    const order: string[] = [];
    await Promise.all(['a', 'b', 'c'].map((each) => pool.run('product', input(each)).then(() => order.push(each))));
    expect(order).toEqual(['a', 'b', 'c']);
  });

  it('close tells those who wait, ends the threads and takes nothing more', async () => {
    poolOf(startCrashing);
    const running = pool.run('product', input('hang'));
    const waiting = pool.run('product', input('well'));
    const told = Promise.allSettled([running, waiting]);
    await pool.close();
    const stopping = { status: 'rejected', reason: { code: 'UNAVAILABLE', message: 'The catalog is stopping.' } };
    expect(await told).toMatchObject([stopping, stopping]);
    await expect(pool.run('product', input())).rejects.toMatchObject(stopping.reason);
    expect(pool.threads).toBe(0);
  });
});
