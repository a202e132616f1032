import { callArguments } from './callArguments.js';
import { mergeConfigs } from './config.js';
import { jinjaBlocks, type JinjaBlock } from './jinja.js';
import type { DbtRef, DbtSourceRef } from './project.js';
import { versionName } from './versionName.js';
import type { Mapping } from '../../../values/json.js';

/** What a model's SQL (or Python) says of other models and of itself. */
export interface SqlReferences {
  readonly refs: readonly DbtRef[];
  readonly reads: readonly DbtSourceRef[];
  /** The literal arguments of `config(...)`. */
  readonly config: Mapping;
}

/** A `{% snapshot x %}` of a file, with the code in it. */
export interface SnapshotBlock extends SqlReferences {
  readonly name: string;
  readonly text: string;
}

const REF = /\bref\(\s*(['"])([^'"]+)\1\s*(?:,\s*(['"])([^'"]+)\3)?(?:\s*,\s*v(?:ersion)?\s*=\s*['"]?([\w.-]+))?/g;
const SOURCE = /\bsource\(\s*(['"])([^'"]+)\1\s*,\s*(['"])([^'"]+)\3\s*\)/g;
const CONFIG = /\bconfig\s?\(/;
const SNAPSHOT = /^-?\s*snapshot\s+(\w+)/;
const END_SNAPSHOT = /^-?\s*endsnapshot\b/;

/** The literal arguments of a block's `config(...)`. */
function configOf(block: string): Mapping[] {
  const call = CONFIG.exec(block);
  return call ? [callArguments(block, call.index + call[0].length)] : [];
}

/** Without what a Python line comments out. */
const pythonCode = (text: string): string => text.replace(/#.*$/gm, '');

function unique<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}

function referencesIn(blocks: readonly string[]): SqlReferences {
  const refs = blocks.flatMap(refsIn);
  const reads = blocks.flatMap(readsIn);
  return {
    refs: unique(refs, (ref) => `${ref.package ?? ''}.${ref.name}`),
    reads: unique(reads, (read) => `${read.source}.${read.table}`),
    config: mergeConfigs(blocks.flatMap(configOf)),
  };
}

/** The `ref(...)`s of a text, those of a version under its name: `customers.v1`, whether it stands for the model or not. */
export const refsIn = (text: string): DbtRef[] =>
  [...text.matchAll(REF)].map(([, , first = '', , second, version]) => ({
    package: second === undefined ? null : first,
    name: versionName(second ?? first, version ?? null),
  }));

/** The `source(...)`s of a text. */
export const readsIn = (text: string): DbtSourceRef[] =>
  [...text.matchAll(SOURCE)].map(([, , source = '', , table = '']) => ({ source, table }));

/** Scans a model's text for `ref`, `source` and `config(...)`. Nothing is executed. */
export function sqlReferences(text: string, language: 'sql' | 'python' = 'sql'): SqlReferences {
  return referencesIn(language === 'python' ? [pythonCode(text)] : jinjaBlocks(text).map(({ inner }) => inner));
}

/** The snapshots of a SQL file, each with the code between its own tags. */
export function snapshotsIn(text: string): SnapshotBlock[] {
  if (!text.includes('endsnapshot')) return [];
  const found: SnapshotBlock[] = [];
  let open: { name: string; start: number; within: JinjaBlock[] } | null = null;
  for (const block of jinjaBlocks(text)) {
    const name = SNAPSHOT.exec(block.inner)?.[1];
    if (name !== undefined) open = { name, start: block.end, within: [] };
    else if (open && END_SNAPSHOT.test(block.inner)) {
      const references = referencesIn(open.within.map(({ inner }) => inner));
      found.push({ ...references, name: open.name, text: text.slice(open.start, block.start) });
      open = null;
    } else open?.within.push(block);
  }
  return found;
}
