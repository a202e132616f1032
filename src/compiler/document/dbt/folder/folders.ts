import type { SourceFile } from '../../../source.js';

/** Folders of a dbt project that hold no models. */
const NOT_MODELS = new Set([
  ...['analyses', 'analysis', 'dbt_modules', 'dbt_packages', 'functions', 'logs'],
  ...['macros', 'node_modules', 'seeds', 'target', 'tests'],
]);
const INSTALLED = new Set(['dbt_modules', 'dbt_packages', 'node_modules', 'target']);
const OTHER_YAML = /^(data-product|platform-manifest|dbt_project|packages|dependencies|profiles|selectors)\.ya?ml$/;

export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
export const stem = (path: string): string => baseName(path).replace(/\.[^.]+$/, '');
/** Jinja stands in it. */
export const isTemplate = (path: string): boolean => path.endsWith('.sql');
export const foldersOf = (path: string): string[] => path.split('/').slice(0, -1);

/** `./models/` and `models` are one path; `.` is everything. */
const plain = (path: string): string =>
  path
    .replace(/^(\.\/)+/, '')
    .replace(/\/+$/, '')
    .replace(/^\.$/, '');

/** Whether a file lies below one of these folders. */
const isIn = (file: string, folders: readonly string[]): boolean =>
  folders.some((folder) => folder === '' || file.startsWith(`${folder}/`));

/** Whether a file lies below one of the transforms' paths; without transforms every file does. */
export const isBelow = (file: string, paths: readonly string[]): boolean =>
  paths.length === 0 || isIn(plain(file), paths.map(plain));

/** The folders that a dbt_project.yml names (ProjectFile). */
interface ProjectFolders {
  readonly modelPaths: readonly string[];
  readonly snapshotPaths: readonly string[];
  readonly yamlPaths: readonly string[];
}

const inProject = (path: string): boolean => !foldersOf(path).some((folder) => NOT_MODELS.has(folder));
const isInstalled = (path: string): boolean => foldersOf(path).some((folder) => INSTALLED.has(folder));

/** The files that may declare models: YAML apart from the documents that are known to be something else. */
export const isSchemaYaml = ({ path }: SourceFile, project: Pick<ProjectFolders, 'yamlPaths'> | null): boolean =>
  /\.ya?ml$/.test(path) &&
  !OTHER_YAML.test(baseName(path)) &&
  (project ? isIn(path, project.yamlPaths) && !isInstalled(path) : inProject(path));

export const isModelCode = (
  { path }: SourceFile,
  project: Pick<ProjectFolders, 'modelPaths' | 'snapshotPaths'> | null,
): boolean =>
  /\.(sql|py)$/.test(path) &&
  (project ? isIn(path, [...project.modelPaths, ...project.snapshotPaths]) && !isInstalled(path) : inProject(path));
