import { readFileSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build, transform, type Plugin } from 'esbuild';
import { buildPortal } from './portal.js';

const ROOT = path.resolve(import.meta.dirname, '..');
const DIST = path.join(ROOT, 'dist');

/** What runs as a process or a thread of its own. What they share is in chunks beside them, loaded when it is needed. */
const ENTRIES = [
  'src/cli/floe.ts',
  'src/main.ts',
  'src/demo.ts',
  'src/adapters/compileWorker.ts',
  'src/admin/admin.ts',
];

/**
 * Packages that stay outside: they bring machine code, WebAssembly or files that threads load by path, or are what tools
 * that watch a process hook into. All others are bundled: hundreds of files that a start would look for one by one.
 */
export const OUTSIDE = [
  '@duckdb/node-api',
  '@graphql-yoga/render-graphiql',
  '@polyglot-sql/sdk',
  'better-sqlite3',
  'pg',
  'pino',
  'pino-pretty',
];

/** type-graphql asks for it where a schema is validated by its decorators, which ours is not. */
const ABSENT = 'class-validator';

/** Some ask for graphql by `require`, some by `import`: both get the same one, or a schema would be "another realm's". */
const oneGraphql: Plugin = {
  name: 'one graphql',
  setup: ({ onResolve }) => {
    const { resolve } = createRequire(import.meta.url);
    onResolve({ filter: /^graphql($|\/)/ }, ({ path: name }) => ({ path: resolve(name) }));
  },
};

/** A bundled package that is CommonJS asks for node's own modules by `require`, which no ECMAScript module has. */
const REQUIRE = `import { createRequire as createRequireOfChunk } from 'node:module';
const require = createRequireOfChunk(import.meta.url);`;

/**
 * Classes that are something by their name keep it: types of the schema, rows, migrations. Elsewhere one of two that share
 * a name is called otherwise in a bundle; to keep the names of all functions too would be a tenth of the server's work.
 */
const namedClasses: Plugin = {
  name: 'named classes',
  setup: ({ onLoad }) => {
    const tsconfigRaw = readFileSync(path.join(ROOT, 'tsconfig.json'), 'utf8');
    onLoad(
      { filter: /[\\/](src[\\/]schema|src[\\/]entities[\\/]rows|migrations)[\\/].*\.ts$/ },
      async ({ path: file }) => {
        const options = { loader: 'ts', sourcefile: file, sourcemap: 'inline', keepNames: true, tsconfigRaw } as const;
        return { contents: (await transform(await readFile(file, 'utf8'), options)).code, loader: 'js' };
      },
    );
  },
};

/** The packages that files of these paths are of, each as its folder. */
function packagesOf(inputs: readonly string[]): string[] {
  const folders = inputs.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []);
  return [...new Set(folders)].sort();
}

/** What is bundled of others goes with the words under which they give it. */
async function licences(packages: readonly string[]): Promise<string> {
  const texts = packages.map(async (folder) => {
    const { name, version, license } = JSON.parse(
      await readFile(path.join(ROOT, folder, 'package.json'), 'utf8'),
    ) as Record<string, string>;
    const files = (await readdir(path.join(ROOT, folder))).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file));
    const words = await Promise.all(files.map((file) => readFile(path.join(ROOT, folder, file), 'utf8')));
    return [`${name} ${version}: ${license}`, ...words.map((each) => each.trim())].join('\n\n');
  });
  return `${(await Promise.all(texts)).join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** What is built: files by their paths under dist/, and the packages that are in them. */
interface Built {
  readonly files: readonly { readonly path: string; readonly contents: Uint8Array }[];
  readonly packages: readonly string[];
}

async function bundle(): Promise<Built> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: ENTRIES,
    outdir: DIST,
    entryNames: '[name]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    external: [...OUTSIDE, ABSENT],
    plugins: [oneGraphql, namedClasses],
    banner: { js: REQUIRE },
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
    metafile: true,
    write: false,
  });
  const files = outputFiles.map(({ path: file, contents }) => ({ path: path.relative(DIST, file), contents }));
  return { files, packages: packagesOf(Object.keys(metafile.inputs)) };
}

/** The portal, in `dist/portal/`. */
async function portal(): Promise<Built> {
  const { files, modules } = await buildPortal();
  return {
    files: files.map(({ path: file, contents }) => ({ path: path.join('portal', file), contents })),
    packages: packagesOf(modules.map((each) => path.relative(ROOT, each))),
  };
}

/**
 * Writes dist/ from src/, migrations/ and portal/; checks no types. A file that stands as it would be written stays as it is, so
 * that what runs from dist/ meanwhile is not disturbed; what earlier builds left goes. Throws where a source is broken.
 */
export async function buildDist(): Promise<void> {
  const built = await Promise.all([bundle(), portal()]);
  const packages = [...new Set(built.flatMap((each) => each.packages))].sort();
  const words = { path: 'LICENSES.txt', contents: Buffer.from(await licences(packages)) };
  const files = [...built.flatMap((each) => each.files), words];
  for (const { path: name, contents } of files) {
    const file = path.join(DIST, name);
    if ((await readFile(file).catch(() => null))?.equals(contents)) continue;
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, contents);
  }
  const names = new Set(files.map((file) => file.path));
  const there = await readdir(DIST, { recursive: true, withFileTypes: true });
  for (const entry of there) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isFile() && !names.has(path.relative(DIST, file))) await rm(file);
  }
  await chmod(path.join(DIST, 'floe.js'), 0o755);
}

if (process.argv[1] === import.meta.filename) await buildDist();
