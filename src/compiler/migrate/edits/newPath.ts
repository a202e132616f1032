import { foldersOf, stem } from '../../document/dbt/folder/folders.js';
import type { LayerRename } from '../migration/migration.js';

const VERSION = /[._]v\w+$/;

/** The folders that are named after a layer and hold a model that goes to another: `models/bronze`. */
export function layerFolders(files: readonly string[], layers: readonly LayerRename[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const file of files)
    foldersOf(file).forEach((folder, index, all) => {
      const rename = layers.find(({ from }) => from.name === folder);
      if (rename) found.set(all.slice(0, index + 1).join('/'), rename.to.name);
    });
  return found;
}

/** A folder where those on its way that are named after a layer have its new name. */
export function movedFolder(folder: string, moved: ReadonlyMap<string, string>): string {
  const steps = folder.split('/');
  return steps.map((step, index) => moved.get(steps.slice(0, index + 1).join('/')) ?? step).join('/');
}

export interface Moves {
  /** New names of models by their old ones. */
  readonly models: ReadonlyMap<string, string>;
  /** Folders in which a renamed model is written or described. */
  readonly folders: ReadonlySet<string>;
  /** New last names of folders that are named after layers. */
  readonly layers: ReadonlyMap<string, string>;
}

/** A file's name without its ending, as the model it is named after (or that version of it) is named now. */
export function newStem(name: string, models: ReadonlyMap<string, string>): string | null {
  const version = VERSION.exec(name)?.[0] ?? '';
  const bare = models.get(name.slice(0, name.length - version.length));
  return models.get(name) ?? (bare === undefined ? null : `${bare}${version}`);
}

/** Where a file goes that is named after a renamed model beside it, or lies in a layer's folder. */
export function newPath(path: string, { models, folders, layers }: Moves): string {
  const [folder, name] = [foldersOf(path).join('/'), stem(path)];
  const rest = path.slice(folder === '' ? 0 : folder.length + 1);
  const now = folders.has(folder) ? newStem(name, models) : null;
  const file = now === null ? rest : `${now}${rest.slice(name.length)}`;
  const into = movedFolder(folder, layers);
  return into === '' ? file : `${into}/${file}`;
}
