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

/** The code in a file: a model of the file's name, or the snapshots between its tags; `macros` are those of its project. */
export function codeIn({ path, content }: SourceFile, macros: DbtMacros): ModelCode[] {
  if (path.endsWith('.py'))
    return [{ name: stem(path), kind: 'model', file: path, sql: null, references: sqlReferences(content, 'python') }];
  const snapshots = snapshotsIn(content);
  if (snapshots.length === 0) {
    const sql = { text: content, compiled: false, macros };
    return [{ name: stem(path), kind: 'model', file: path, sql, references: sqlReferences(content) }];
  }
  return snapshots.map(({ name, text, ...references }) => ({
    name,
    kind: 'snapshot' as const,
    file: path,
    references,
    sql: { text, compiled: false, macros },
  }));
}
