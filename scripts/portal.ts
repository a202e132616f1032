import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build, type Manifest, type Rolldown } from 'vite';
import solid from 'vite-plugin-solid';
import { paths } from '../portal/src/app/paths.js';

const PORTAL = path.resolve(import.meta.dirname, '../portal');
/** What is smaller gains nothing by being compressed. */
const LEAST = 1_024;

/** A file of the portal as it lies in `dist/portal/`. */
export interface PortalFile {
  readonly path: string;
  readonly contents: Uint8Array;
}

/** An address of the portal, and the scripts and styles that its page needs beside those of the shell. */
export interface PageFiles {
  readonly path: string;
  readonly preload: readonly string[];
}

/** The chunks that the module of a page comes in, with what they import, as vite's manifest names them. */
function filesOf(manifest: Manifest, module: string): string[] {
  const shell = new Set<string>();
  const collect = (key: string, into: Set<string>): void => {
    const chunk = manifest[key];
    if (!chunk || into.has(chunk.file)) return;
    into.add(chunk.file);
    for (const each of chunk.css ?? []) into.add(each);
    for (const each of chunk.imports ?? []) collect(each, into);
  };
  collect('index.html', shell);
  const own = new Set<string>();
  collect(module, own);
  return [...own].filter((file) => !shell.has(file)).map((file) => `/${file}`);
}

const pagesOf = (manifest: Manifest): PageFiles[] =>
  paths.map(({ path: address, page }) => ({ path: address, preload: filesOf(manifest, `src/pages/${page}/page.tsx`) }));

const contentsOf = (file: Rolldown.OutputAsset | Rolldown.OutputChunk): Uint8Array => {
  const made = file.type === 'chunk' ? file.code : file.source;
  return typeof made === 'string' ? Buffer.from(made) : made;
};

/** A file, and the same compressed beside it, as good as can be: once here, and never when it is asked for. */
async function compressed({ path: name, contents }: PortalFile): Promise<PortalFile[]> {
  if (contents.length < LEAST || !name.startsWith('assets/')) return [{ path: name, contents }];
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  const [brotli, zipped] = await Promise.all([
    promisify(brotliCompress)(contents, { params }),
    promisify(gzip)(contents, { level: 9 }),
  ]);
  return [
    { path: name, contents },
    { path: `${name}.br`, contents: brotli },
    { path: `${name}.gz`, contents: zipped },
  ];
}

/**
 * The portal as it is served: the page, scripts and styles by the hash of their content, and `pages.json`, which address is
 * which page; with the paths of the modules that it is made of.
 */
export async function buildPortal(): Promise<{
  readonly files: readonly PortalFile[];
  readonly modules: readonly string[];
}> {
  const made = (await build({
    root: PORTAL,
    configFile: false,
    logLevel: 'error',
    plugins: [solid()],
    build: {
      write: false,
      manifest: 'manifest.json',
      target: 'es2022',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      reportCompressedSize: false,
    },
  })) as Rolldown.RolldownOutput;
  const files = made.output.map((each) => ({ path: each.fileName, contents: contentsOf(each) }));
  const manifest = files.find(({ path: name }) => name === 'manifest.json');
  const pages = pagesOf(JSON.parse(Buffer.from(manifest?.contents ?? '{}').toString()) as Manifest);
  const served = files.filter((each) => each !== manifest);
  served.push({ path: 'pages.json', contents: Buffer.from(`${JSON.stringify(pages, null, 2)}\n`) });
  const modules = made.output.flatMap((each) => (each.type === 'chunk' ? each.moduleIds : []));
  return { files: (await Promise.all(served.map(compressed))).flat(), modules };
}
