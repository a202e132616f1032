import { md5 } from '../../document/dbt/manifest/md5.js';
import type { ModelingPattern } from '../../artifact.js';
import type { SourceFile } from '../../source.js';
import type { MigrationJournal, Splice } from '../migration/journal.js';
import { manifestSplices } from './manifestSplices.js';
import type { FileEdit, LayerRename } from '../migration/migration.js';
import { newPath, type Moves } from './newPath.js';
import { productSplices, projectSplices, type ProjectChange } from './projectSplices.js';
import { spliced } from './splices.js';

/** A file with what changes in it; `path` and `newPath` as of FileEdit. */
export interface SplicedFile {
  readonly edit: FileEdit;
  readonly splices: readonly Splice[];
}

const inFolder = (folder: string, path: string): string => (folder === '' ? path : `${folder}/${path}`);

/** The file as it was before the migration that led here, where nobody has changed it since. */
function asBefore(path: string, content: string, journal: MigrationJournal | null): SplicedFile | null {
  const kept = journal?.files.find((each) => each.newPath === path && each.checksum === md5(content));
  if (!kept) return null;
  const edit = { path, newPath: kept.path, before: content, after: spliced(content, kept.back) };
  return { edit, splices: kept.back };
}

function edited(
  path: string,
  to: string,
  content: string,
  splices: readonly Splice[],
  journal: MigrationJournal | null,
): SplicedFile {
  const edit = { path, newPath: to, before: content, after: spliced(content, splices) };
  return asBefore(path, content, journal) ?? { edit, splices };
}

/** A document that is edited although the last migration made it: its version is raised. */
const raised = (content: string, path: string, splices: readonly Splice[]): SplicedFile => ({
  edit: { path, newPath: path, before: content, after: spliced(content, splices) },
  splices,
});

export interface ProductFiles {
  readonly folder: string;
  readonly product: SourceFile;
  readonly files: readonly SourceFile[];
  readonly change: ProjectChange;
  readonly moves: Moves;
  readonly journal: MigrationJournal | null;
  /** Raise its version; null: leave it. */
  readonly versions: readonly Splice[] | null;
}

const MOVES = /\.(sql|py|md|ya?ml)$/;

/** The files of one product as the migration leaves them; those that stay as they are, too. */
export function productFileEdits({
  folder,
  product,
  files,
  change,
  moves,
  journal,
  versions,
}: ProductFiles): SplicedFile[] {
  const at = (path: string): string => inFolder(folder, path);
  const document = at(product.path);
  return [
    versions
      ? raised(product.content, document, [...productSplices(product.content, change), ...versions])
      : edited(document, document, product.content, productSplices(product.content, change), journal),
    ...files.map((file) => {
      const to = MOVES.test(file.path) ? newPath(file.path, moves) : file.path;
      return edited(at(file.path), at(to), file.content, projectSplices(file, change), journal);
    }),
  ];
}

/** The manifest as the migration leaves it. */
export function manifestFileEdit(
  { path, content }: SourceFile,
  value: unknown,
  to: ModelingPattern,
  { renames, journal }: { readonly renames: readonly LayerRename[]; readonly journal: MigrationJournal | null },
  versions: readonly Splice[] | null,
): SplicedFile {
  const splices = manifestSplices(content, value, to, renames);
  return versions ? raised(content, path, [...splices, ...versions]) : edited(path, path, content, splices, journal);
}

export const isChanged = ({ edit }: SplicedFile): boolean => edit.path !== edit.newPath || edit.before !== edit.after;
