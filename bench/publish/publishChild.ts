import path from 'node:path';
import { pathToFileURL } from 'node:url';

// One side of `npm run bench before`: publishes into a store through the verbs of whatever build it was started in (the
// working folder), which need not be this one. So nothing of this repository is imported, but by the working folder.

interface Item {
  readonly file: string;
  readonly source: string;
}
interface Compiled {
  readonly compilation: { readonly durationMs: number; readonly diagnostics: unknown };
}
interface Actions {
  publishManifest(request: Item): Promise<Compiled & { readonly manifest: unknown }>;
  publishProduct(request: Item): Promise<Compiled & { readonly product: unknown }>;
}
interface Store {
  close(): Promise<void>;
}

/** What is asked of a child: manifests, then products, one after the other. */
export interface ToPublish {
  readonly manifests: readonly Item[];
  readonly products: readonly Item[];
}

/** What it took, of the products, in seconds: in all, of the process's CPU, and in the compiler. */
export interface PublishedBy {
  readonly seconds: number;
  readonly cpu: number;
  readonly compiling: number;
}

const load = async (file: string): Promise<Record<string, unknown>> =>
  (await import(pathToFileURL(path.resolve(file)).href)) as Record<string, unknown>;

async function serve(url: string): Promise<void> {
  await load('node_modules/reflect-metadata/Reflect.js');
  const { Database } = (await load('src/entities/database.ts')) as {
    Database: { open(url: string): Promise<Store> };
  };
  const { createActions } = (await load('src/actions/createActions.ts')) as {
    createActions(kit: object): Actions;
  };
  const db = await Database.open(url);
  const clock = { now: () => new Date() };
  const actions = createActions({ db, clock, actor: { name: 'bench' }, registry: { base: null } });

  const publish = async ({ manifests, products }: ToPublish): Promise<PublishedBy> => {
    for (const each of manifests) {
      const { manifest, compilation } = await actions.publishManifest(each);
      if (!manifest) throw new Error(JSON.stringify(compilation.diagnostics));
    }
    let compiling = 0;
    const start = performance.now();
    const before = process.cpuUsage();
    for (const each of products) {
      const { product, compilation } = await actions.publishProduct(each);
      if (!product) throw new Error(JSON.stringify(compilation.diagnostics));
      compiling += compilation.durationMs / 1000;
    }
    const { user, system } = process.cpuUsage(before);
    return { seconds: (performance.now() - start) / 1000, cpu: (user + system) / 1e6, compiling };
  };
  process.on('message', (asked: ToPublish) => void publish(asked).then((took) => process.send?.(took)));
  process.once('disconnect', () => void db.close());
  process.send?.('ready');
}

await serve(process.argv[2] ?? '');
