import type { ModelingPattern } from '../../artifact.js';
import type { SourceFile } from '../../source.js';
import type { LayerRename } from './migration.js';

/** One change of a text: what stands from `at` on, `length` characters long, becomes `text`. */
export interface Splice {
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

/** What a migration writes down of itself, so that the way back is exact. */
export interface MigrationJournal {
  readonly format: typeof FORMAT;
  readonly from: ModelingPattern;
  readonly to: ModelingPattern;
  readonly layers: readonly LayerRename[];
  readonly models: readonly { readonly folder: string; readonly from: string; readonly to: string }[];
  /** How each file becomes what it was, as long as nobody changes it: by its path, its length then, and a checksum. */
  readonly files: readonly {
    readonly path: string;
    readonly newPath: string;
    readonly checksum: string;
    readonly back: readonly Splice[];
  }[];
}

const FORMAT = 'floe-migration/1';

export const newJournal = (journal: Omit<MigrationJournal, 'format'>): string =>
  `${JSON.stringify({ format: FORMAT, ...journal }, null, 2)}\n`;

/** The journal of the migration that led to the pattern which is now left for the one it came from; else null. */
export function wayBack(file: SourceFile | null, from: ModelingPattern, to: ModelingPattern): MigrationJournal | null {
  if (!file) return null;
  try {
    const journal = JSON.parse(file.content) as Partial<MigrationJournal> | null;
    const fits = journal?.format === FORMAT && journal.from === to && journal.to === from;
    return fits ? (journal as MigrationJournal) : null;
  } catch {
    return null;
  }
}
