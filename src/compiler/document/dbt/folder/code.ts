import type { SourceFile } from '../../../source.js';
import { stem } from './folders.js';
import type { DbtCode, DbtMacros } from '../project/project.js';
import { snapshotsIn, sqlReferences, type SqlReferences } from '../project/sqlReferences.js';

/** The code of one model or snapshot. */
export interface ModelCode {
  readonly name: string;
  readonly kind: 'model' | 'snapshot';
  readonly file: string;
  readonly sql: DbtCode | null;
  readonly references: SqlReferences;
}

/** What the code of a project has in common. */
interface Belonging {
  readonly macros: DbtMacros;
  readonly package: string | null;
}

/** The code in a file: a model of the file's name, or the snapshots between its tags; `macros` are those of its project. */
export function codeIn({ path, content }: SourceFile, { macros, package: own }: Belonging): ModelCode[] {
  if (path.endsWith('.py'))
    return [{ name: stem(path), kind: 'model', file: path, sql: null, references: sqlReferences(content, 'python') }];
  const snapshots = snapshotsIn(content);
  if (snapshots.length === 0) {
    const sql = { text: content, compiled: false, macros, package: own };
    const references = withMacros(sqlReferences(content), content, macros);
    return [{ name: stem(path), kind: 'model', file: path, sql, references }];
  }
  return snapshots.map(({ name, text, ...references }) => ({
    name,
    kind: 'snapshot' as const,
    file: path,
    references: withMacros(references, text, macros),
    sql: { text, compiled: false, macros, package: own },
  }));
}

const CALL = /\b([A-Za-z_]\w*)\s*\(/g;

/** What the project's own macros that a text calls read, those that they call included. */
function withMacros(references: SqlReferences, text: string, macros: DbtMacros): SqlReferences {
  const pending = [text];
  const called = new Set<string>();
  const bodies: string[] = [];
  for (let at = pending.pop(); at !== undefined; at = pending.pop())
    for (const [, name = ''] of at.matchAll(CALL)) {
      const macro = Object.hasOwn(macros, name) && !called.has(name) ? macros[name] : undefined;
      if (!macro) continue;
      called.add(name);
      bodies.push(macro.body);
      pending.push(macro.body);
    }
  if (bodies.length === 0) return references;
  const within = sqlReferences(bodies.join('\n'));
  const refs = [...references.refs, ...within.refs];
  const reads = [...references.reads, ...within.reads];
  return {
    refs: [...new Map(refs.map((each) => [`${each.package ?? ''}.${each.name}`, each])).values()],
    reads: [...new Map(reads.map((each) => [`${each.source}.${each.table}`, each])).values()],
    config: references.config,
  };
}
