import type { DbtRef, DbtSourceRef } from './project.js';

/** What a model's SQL (or Python) says of other models and of itself. */
export interface SqlReferences {
  readonly refs: readonly DbtRef[];
  readonly reads: readonly DbtSourceRef[];
  /** `config(alias='x')` */
  readonly alias: string | null;
  /** The names of the `{% snapshot x %}` blocks. */
  readonly snapshots: readonly string[];
}

const REF = /\bref\(\s*(['"])([^'"]+)\1\s*(?:,\s*(['"])([^'"]+)\3)?/g;
const SOURCE = /\bsource\(\s*(['"])([^'"]+)\1\s*,\s*(['"])([^'"]+)\3\s*\)/g;
const ALIAS = /\balias\s*=\s*(['"])([^'"]+)\1/;
const SNAPSHOT = /^\s*-?\s*snapshot\s+(\w+)/;

/**
 * The Jinja blocks of a text, without Jinja comments. SQL comments stay: dbt renders what stands in them, and
 * `-- depends_on: {{ ref('x') }}` is its own way to state a dependency.
 */
function jinjaBlocks(text: string): string[] {
  const blocks: string[] = [];
  let at = 0;
  for (;;) {
    const open = text.indexOf('{', at);
    if (open < 0) return blocks;
    const close = { '{': '}}', '%': '%}', '#': '#}' }[text[open + 1] ?? ''];
    if (close === undefined) {
      at = open + 1;
      continue;
    }
    const end = text.indexOf(close, open + 2);
    if (end < 0) return blocks;
    if (close !== '#}') blocks.push(text.slice(open + 2, end));
    at = end + 2;
  }
}

/** `alias` among the arguments of `config(...)`. Two steps, each linear in what it is given. */
function aliasOf(block: string): string | undefined {
  const config = block.search(/\bconfig\(/);
  return config < 0 ? undefined : ALIAS.exec(block.slice(config))?.[2];
}

/** Without what a Python line comments out. */
const pythonCode = (text: string): string => text.replace(/#.*$/gm, '');

function unique<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}

/** Scans a model's text for `ref`, `source`, `config(alias=...)` and snapshot blocks. Nothing is executed. */
export function sqlReferences(text: string, language: 'sql' | 'python' = 'sql'): SqlReferences {
  const blocks = language === 'python' ? [pythonCode(text)] : jinjaBlocks(text);
  const refs = blocks.flatMap((block) =>
    [...block.matchAll(REF)].map(([, , first = '', , second]) =>
      second === undefined ? { package: null, name: first } : { package: first, name: second },
    ),
  );
  const reads = blocks.flatMap((block) =>
    [...block.matchAll(SOURCE)].map(([, , source = '', , table = '']) => ({ source, table })),
  );
  return {
    refs: unique(refs, (ref) => `${ref.package ?? ''}.${ref.name}`),
    reads: unique(reads, (read) => `${read.source}.${read.table}`),
    alias: blocks.map(aliasOf).find((alias) => alias !== undefined) ?? null,
    snapshots: blocks.flatMap((block) => SNAPSHOT.exec(block)?.[1] ?? []),
  };
}
