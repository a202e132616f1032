import type { PolicyOrigin } from '../../../compiler/artifact.js';
import type { MeshFacts } from '../../../compiler/input.js';
import { askContext, OF_MANIFEST } from '../../catalog/askContext.js';
import { meantOf, noManifest } from '../../catalog/notThere.js';
import { asJson, type Setting } from '../../catalog/Setting.js';
import { loadManifest, type LoadedManifest } from '../../project/loadManifest.js';
import { exists } from '../../project/upwards.js';
import { printList, type ListColumn } from '../../report/listing.js';
import { Failure } from '../../terminal/Failure.js';

const QUERY =
  'query Manifest($name: String!, $version: SemVer) { manifest(name: $name, version: $version) { source } }';

const COLUMNS: readonly ListColumn<PolicyOrigin>[] = [
  { title: 'VALUE', width: 30, of: ({ path }) => path },
  { title: 'IS', width: 12, of: ({ value }) => (typeof value === 'string' ? value : JSON.stringify(value)) },
  { title: 'SET BY', width: 20, of: ({ manifest }) => manifest },
  { title: 'MERGED', width: 12, wide: true, of: ({ strategy }) => strategy },
  {
    title: 'STATED BY',
    width: 0,
    wide: true,
    of: ({ chain }) => chain.map(({ manifest, value }) => `${manifest}: ${JSON.stringify(value)}`).join(', '),
  },
];

/** The manifest of a file, else the published one: `sales-domain`, `sales-domain@2.1.0`. */
async function manifestOf({ client }: Setting, named: string): Promise<LoadedManifest> {
  if (/\.ya?ml$/.test(named) || (await exists(named))) return loadManifest(named);
  const [name = named, version] = named.split('@');
  const { manifest } = await client.ask<{ manifest: { source: string } | null }>(QUERY, { name, version });
  if (!manifest) throw await noManifest(client, name, version);
  return { file: `${name}.yaml`, source: manifest.source };
}

/** `a.b.c` -> `a`, `a.b`, `a.b.c`: what may be asked for. */
const withThoseAbove = (path: string): string[] =>
  path.split('.').map((_, index, parts) => parts.slice(0, index + 1).join('.'));

/** Whether a value is the one that is asked for, or inside it. */
const isIn = (asked: string | undefined, path: string): boolean =>
  asked === undefined || path === asked || path.startsWith(`${asked}.`) || path.startsWith(`${asked}[`);

interface ExplainOptions {
  readonly wide?: boolean;
  readonly json?: boolean;
}

/**
 * `floe manifest explain <name|file> [path]`: every effective value, and which manifest set it. Throws Failure 1 for a
 * manifest that is not there or whose parents cannot be resolved, and for a path that nothing states.
 */
export async function manifestExplain(
  setting: Setting,
  asked: { readonly named: string; readonly path?: string },
  { wide, json }: ExplainOptions,
): Promise<void> {
  const manifest = await manifestOf(setting, asked.named);
  const { refs }: Pick<MeshFacts, 'refs'> = await askContext(setting.client, OF_MANIFEST, manifest);
  const { explainAll } = await import('../../../compiler/inherit/explainAll.js');
  const all = explainAll({ manifest: { path: manifest.file, content: manifest.source }, refs });
  if (!all)
    throw new Failure(1, `${asked.named} or one of its parents cannot be read: \`floe platform compile\` says why.`);
  const origins = all.filter(({ path }) => isIn(asked.path, path));
  if (origins.length === 0) {
    const near = await meantOf(
      asked.path ?? '',
      all.flatMap(({ path }) => withThoseAbove(path)),
    );
    throw new Failure(1, `no manifest states ${asked.path ?? 'anything'}${near}`);
  }
  if (json) return setting.terminal.out(asJson(origins));
  printList(setting.terminal, COLUMNS, origins, wide);
}
