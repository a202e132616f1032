import { describe, expect, it } from 'vitest';
import { acmeProduct } from '../support/acme.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { until } from '../support/follow.js';
import type { ProductRequest } from '../../src/actions/kit/productRequest.js';

interface Stage {
  readonly index: number;
  readonly of: number;
  readonly title: string;
  readonly status: string;
  readonly checks: readonly { readonly message: string; readonly diagnostic: { readonly code: string } | null }[];
}

const STAGE = 'index of title status checks { message diagnostic { code } }';
const WATCH = `subscription ($id: ID!) { compilationProgressed(id: $id) { ${STAGE} } }`;
const COMPILE = `mutation ($input: CompileProductInput!) {
  compileProduct(input: $input) { compilation { status stages { ${STAGE} } } } }`;

/** All that a subscription sends until it completes, event by event. */
async function watch(server: TestServer, id: string): Promise<Stage[][]> {
  const events: Stage[][] = [];
  const client = server.webSocket();
  for await (const { data, errors } of client.iterate<{ compilationProgressed: Stage[] }>({
    query: WATCH,
    variables: { id },
  })) {
    if (errors || !data) throw new Error(JSON.stringify(errors));
    events.push(data.compilationProgressed);
  }
  return events;
}

const inputOf = ({ source, file, files }: ProductRequest, progressId: string) => ({ source, file, files, progressId });

/** A product of so many models that it takes a while. */
const large = (models: number): ProductRequest => {
  const product = acmeProduct('sales/customer-360');
  const names = Array.from(
    { length: models },
    (_, at) => `  - {name: silver_t${at}, columns: [{name: id, tests: [unique]}]}`,
  );
  return {
    ...product,
    files: [...product.files, { path: 'models/many.yml', content: `models:\n${names.join('\n')}\n` }],
  };
};

describe.each([
  ['in this thread', { COMPILE_THREADS: '0' }],
  ['in a thread of their own', { COMPILE_INLINE_KB: '0' }],
])('compilations %s', (_, env: Record<string, string>) => {
  async function start(): Promise<TestServer> {
    return startTestServer({ acme: true, env });
  }

  it('send their stages in order to those who watch, then complete; who comes late gets all', async () => {
    const server = await start();
    const before = watch(server, 'first');
    await until(() => server.followers() === 1);
    const input = inputOf(acmeProduct('sales/customer-360'), 'first');
    const { compileProduct } = await server.data<{
      compileProduct: { compilation: { stages: Stage[]; status: string } };
    }>(COMPILE, { input });
    expect(compileProduct.compilation.status).toBe('SUCCEEDED');
    expect((await before).flat()).toEqual(compileProduct.compilation.stages);
    expect(await watch(server, 'first')).toEqual([compileProduct.compilation.stages]);
    expect(server.followers()).toBe(0);
  });

  it('complete for those who watch one that cannot be carried out, and free its name', async () => {
    const server = await start();
    const watching = watch(server, 'twice');
    await until(() => server.followers() === 1);
    const input = { source: 'apiVersion: floe.dev/v1\nkind: DataProduct\n', progressId: 'twice' };
    await server.data(COMPILE, { input });
    expect((await watching).flat().at(-1)).toMatchObject({ title: 'Compilation', status: 'FAILED' });
    await server.data(COMPILE, { input });
  });

  it('of manifests, too', async () => {
    const server = await start();
    const source = 'apiVersion: floe.dev/v1\nkind: Manifest\nmetadata: {name: acme, version: "1.0.0"}\n';
    const mutation = `mutation ($input: PublishManifestInput!) { compileManifest(input: $input) { compilation { stages { ${STAGE} } } } }`;
    const { compileManifest } = await server.data<{ compileManifest: { compilation: { stages: Stage[] } } }>(mutation, {
      input: { source, progressId: 'm' },
    });
    expect((await watch(server, 'm')).flat()).toEqual(compileManifest.compilation.stages);
  });
});

describe('a large compilation', () => {
  it('holds nobody up, and its first stages are told while it runs', async () => {
    const server = await startTestServer({ env: { COMPILE_THREADS: '1' } });
    const told: number[] = [];
    const client = server.webSocket();
    const watching = (async () => {
      for await (const { data } of client.iterate<{ compilationProgressed: Stage[] }>({
        query: WATCH,
        variables: { id: 'big' },
      }))
        told.push(...(data?.compilationProgressed ?? []).map(({ index }) => index));
    })();
    await until(() => server.followers() === 1);
    const request = large(4_000);
    const platform = { path: 'platform-manifest.yaml', content: 'data_architecture: {pattern: medallion}' };
    const input = {
      ...inputOf(request, 'big'),
      source:
        'apiVersion: floe.dev/v1\nkind: DataProduct\nmetadata: {name: mart, version: "1.0.0"}\nownership: {team: data, email: data@acme.com}\n',
      files: [...request.files.filter(({ path }) => path === 'models/many.yml'), platform],
    };
    let running = true;
    const compiling = server.ask(COMPILE, { input }).finally(() => (running = false));
    await until(() => told.length > 0);
    expect([running, told]).toEqual([true, [1]]);
    let answered = 0;
    while (running) {
      await fetch(`${server.url}/healthz`);
      answered += 1;
    }
    expect((await compiling).errors).toBeUndefined();
    await watching;
    expect(told).toEqual([1, 2, 3, 4]);
    expect(answered).toBeGreaterThan(5);
  });

  it('is not joined by another of the same name', async () => {
    const server = await startTestServer({ env: { COMPILE_INLINE_KB: '0' } });
    const input = inputOf(large(2_000), 'one');
    const answers = await Promise.all([server.ask(COMPILE, { input }), server.ask(COMPILE, { input })]);
    const refused = answers.flatMap(({ errors }) => errors ?? []);
    expect(refused).toMatchObject([
      { extensions: { code: 'CONFLICT' }, message: expect.stringContaining('"one"') as string },
    ]);
  });

  it('that runs when the server is closed is told so, and the server ends', async () => {
    const server = await startTestServer({ env: { COMPILE_INLINE_KB: '0', SHUTDOWN_GRACE_SECONDS: '0' } });
    const watching = watch(server, 'cut').catch((error: unknown) => error);
    await until(() => server.followers() === 1);
    const compiling = server.ask(COMPILE, { input: inputOf(large(20_000), 'cut') }).catch(() => 'cut off');
    await new Promise((resolve) => setTimeout(resolve, 300));
    await server.close();
    expect(await compiling).toBe('cut off');
    await watching;
  });
});
