import type { Diagnostic } from '../../../diagnostic.js';
import type { DocumentPath, SourceFile, SourceLocation } from '../../../source.js';
import { parseDbtYaml } from '../../yaml/yaml.js';
import { baseName, foldersOf, isIn } from './folders.js';
import { mappingOf, textOf, textsOf } from '../project/values.js';
import { isMapping, type Mapping } from '../../../values/json.js';

export type Tree = 'models' | 'snapshots' | 'sources' | 'tests' | 'data_tests';

/** What dbt_project.yml configures for one node, folder by folder, the weakest first. */
export interface ProjectLayer {
  readonly config: Mapping;
  locate(path: DocumentPath): SourceLocation;
}

/** A dbt_project.yml: where its project lies and what it says of the files below. */
export interface ProjectFile {
  /** `''`, or `transform/` */
  readonly root: string;
  readonly name: string | null;
  /** Folders with models and snapshots, relative to the product: `transform/models`. */
  readonly modelPaths: readonly string[];
  readonly snapshotPaths: readonly string[];
  /** Folders with schema YAML: those, and those of the seeds. */
  readonly yamlPaths: readonly string[];
  /** Where `dbt deps` puts packages, and where dbt writes what it made. */
  readonly installPaths: readonly string[];
  /** It says something of tests: `data_tests:`, before dbt 1.8 `tests:`. */
  readonly configuresTests: boolean;
  /** It says something of seeds. */
  readonly configuresSeeds: boolean;
  layersFor(tree: Tree, fqn: readonly string[]): readonly ProjectLayer[];
  readonly diagnostics: readonly Diagnostic[];
}

const IGNORED = new Set(['dbt_packages', 'dbt_modules', 'node_modules', 'target']);

const isProjectFile = ({ path }: SourceFile): boolean =>
  /^dbt_project\.ya?ml$/.test(baseName(path)) && !foldersOf(path).some((folder) => IGNORED.has(folder));

/** The projects of a folder: those that `dbt deps` installed below another one are none of its own. */
export function projectFiles(files: readonly SourceFile[]): ProjectFile[] {
  const all = files.filter(isProjectFile).map(readProjectFile);
  return all.filter(({ root }) => !all.some((other) => other.root !== root && isIn(root, other.installPaths)));
}

/** Reads dbt_project.yml. Jinja in it is text. Never throws: a file that cannot be read says nothing. */
function readProjectFile(file: SourceFile): ProjectFile {
  const { document, diagnostics } = parseDbtYaml(file);
  const value = mappingOf(document?.value);
  const root = file.path.slice(0, file.path.length - baseName(file.path).length);
  const paths = (fallback: string, ...keys: readonly string[]): string[] => {
    const stated = keys.map((key) => textsOf(value[key] ?? [])).find((each) => each.length > 0) ?? [fallback];
    return stated.map((each) => `${root}${each.replace(/^(\.\/)+|\/+$|^\.$/g, '')}`.replace(/\/$/, ''));
  };
  const modelPaths = paths('models', 'model-paths', 'source-paths');
  const snapshotPaths = paths('snapshots', 'snapshot-paths');
  return {
    root,
    name: textOf(value['name']),
    modelPaths,
    snapshotPaths,
    diagnostics,
    yamlPaths: [...modelPaths, ...snapshotPaths, ...paths('seeds', 'seed-paths', 'data-paths')],
    configuresSeeds: value['seeds'] !== undefined,
    configuresTests: value['data_tests'] !== undefined || value['tests'] !== undefined,
    installPaths: [
      ...paths('dbt_packages', 'packages-install-path', 'modules-path'),
      ...paths('target', 'target-path'),
    ],
    layersFor: (tree, fqn) =>
      layersAlong(mappingOf(value[tree]), fqn).map(({ config, steps }) => ({
        config,
        locate: ([first, ...rest]) => {
          const written = Object.hasOwn(steps.at, `+${String(first)}`) ? `+${String(first)}` : (first ?? '');
          const path = [tree, ...steps.path, written, ...rest];
          return document?.locateKey(path) ?? { file: file.path, line: 1, column: 1 };
        },
      })),
  };
}

interface Step {
  readonly config: Mapping;
  readonly steps: { readonly at: Mapping; readonly path: readonly string[] };
}

/** dbt's own walk: the tree's top, then the package, its folders, the node, as far as there are keys. */
function layersAlong(tree: Mapping, fqn: readonly string[]): Step[] {
  const found: Step[] = [];
  let at: unknown = tree;
  for (let depth = 0; isMapping(at); depth++) {
    const config = configAt(at);
    if (Object.keys(config).length > 0) found.push({ config, steps: { at, path: fqn.slice(0, depth) } });
    const next = fqn[depth];
    if (next === undefined || !Object.hasOwn(at, next)) break;
    at = at[next];
  }
  return found;
}

const configs = new WeakMap<Mapping, Mapping>();

/** `+key` configures; so does a key without the sign, unless a mapping stands behind it: that is a folder. */
function configAt(level: Mapping): Mapping {
  const known = configs.get(level) ?? readConfigAt(level);
  configs.set(level, known);
  return known;
}

function readConfigAt(level: Mapping): Mapping {
  const keys = Object.entries(level).flatMap(([key, value]): [string, unknown][] => {
    if (key.startsWith('+')) return [[key.slice(1).trim(), value]];
    return isMapping(value) ? [] : [[key, value]];
  });
  return Object.fromEntries(keys);
}
