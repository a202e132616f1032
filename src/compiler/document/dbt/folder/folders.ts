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
export const isIn = (file: string, folders: readonly string[]): boolean =>
  folders.some((folder) => folder === '' || file.startsWith(`${folder}/`));

/** Whether a file lies below one of the transforms' paths; without transforms every file does. */
export const isBelow = (file: string, paths: readonly string[]): boolean =>
  paths.length === 0 || isIn(plain(file), paths.map(plain));

/** The folders that a dbt_project.yml names (ProjectFile). */
interface ProjectFolders {
  readonly modelPaths: readonly string[];
  readonly snapshotPaths: readonly string[];
  readonly yamlPaths: readonly string[];
  readonly installPaths: readonly string[];
}

const inProject = (path: string): boolean => !foldersOf(path).some((folder) => NOT_MODELS.has(folder));
const isInstalled = (path: string, { installPaths }: Pick<ProjectFolders, 'installPaths'>): boolean =>
  foldersOf(path).some((folder) => INSTALLED.has(folder)) || isIn(path, installPaths);

/** The transforms' paths that lie beside the dbt projects of these folders: they name what belongs to none of them. */
export const pathsBeside = (paths: readonly string[], roots: readonly string[]): string[] =>
  paths.filter((path) => !roots.some((root) => isIn(root, [plain(path)])));

/** The files that may declare models: YAML apart from the documents that are known to be something else. */
export const isSchemaYaml = (
  { path }: SourceFile,
  project: Pick<ProjectFolders, 'yamlPaths' | 'installPaths'> | null,
): boolean =>
  /\.ya?ml$/.test(path) &&
  !OTHER_YAML.test(baseName(path)) &&
  (project ? isIn(path, project.yamlPaths) && !isInstalled(path, project) : inProject(path));

/** dbt's documentation, Python models: what makes a script one. */
const MODEL_FUNCTION = /^\s*def\s+model\s*\(/m;

export const isModelCode = (
  { path, content }: SourceFile,
  project: Pick<ProjectFolders, 'modelPaths' | 'snapshotPaths' | 'installPaths'> | null,
): boolean =>
  (path.endsWith('.sql') || (path.endsWith('.py') && MODEL_FUNCTION.test(content))) &&
  (project
    ? isIn(path, [...project.modelPaths, ...project.snapshotPaths]) && !isInstalled(path, project)
    : inProject(path));
