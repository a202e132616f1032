import { readFileSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, type OutputFile } from 'esbuild';

const ROOT = path.resolve(import.meta.dirname, '..');
const DIST = path.join(ROOT, 'dist');

/** What runs as a process or a thread of its own. What they share is in chunks beside them, loaded when it is needed. */
const ENTRIES = ['src/cli/floe.ts', 'src/main.ts', 'src/demo.ts', 'src/adapters/compileWorker.ts'];

/** Packages of the command line and the compiler are bundled, each many files; those of the server alone are not. */
const BUNDLED = ['cli-progress', 'commander', 'cron-parser', 'fastest-levenshtein', 'pluralize', 'semver'].concat([
  'string-width',
  'yaml',
  'zod',
]);

/** A bundled package that is CommonJS asks for node's own modules by `require`, which no ECMAScript module has. */
const REQUIRE = `import { createRequire as createRequireOfChunk } from 'node:module';
const require = createRequireOfChunk(import.meta.url);`;

interface PackageJson {
  readonly dependencies: Readonly<Record<string, string>>;
}

async function bundle(): Promise<readonly OutputFile[]> {
  const { dependencies } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as PackageJson;
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: ENTRIES,
    outdir: DIST,
    entryNames: '[name]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    external: Object.keys(dependencies).filter((name) => !BUNDLED.includes(name)),
    banner: { js: REQUIRE },
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    keepNames: true,
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
    write: false,
  });
  return outputFiles;
}

/**
 * Writes dist/ from src/ and migrations/; checks no types. A file that stands as it would be written stays as it is, so
 * that what runs from dist/ meanwhile is not disturbed; what earlier builds left goes. Throws where a source is broken.
 */
export async function buildDist(): Promise<void> {
  const files = await bundle();
  await mkdir(DIST, { recursive: true });
  for (const { path: file, text } of files)
    if ((await readFile(file, 'utf8').catch(() => null)) !== text) await writeFile(file, text);
  const names = files.map((file) => path.basename(file.path));
  const stale = (await readdir(DIST)).filter((name) => !names.includes(name));
  for (const name of stale) await rm(path.join(DIST, name), { recursive: true });
  await chmod(path.join(DIST, 'floe.js'), 0o755);
}

if (process.argv[1] === import.meta.filename) await buildDist();
