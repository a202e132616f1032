import type { Diagnostic } from '../../../diagnostic.js';
import type { SourceFile } from '../../../source.js';
import { finding } from '../../yaml/finding.js';
import { codeIn, type ModelCode } from './code.js';
import { declaredModel } from './declared.js';
import { declaredSources } from './declaredSources.js';
import { macrosIn } from '../project/macros.js';
import { foldersOf, isBelow, isModelCode, isSchemaYaml, pathsBeside, stem } from './folders.js';
import { EMPTY_PROJECT, nodesOf, type DbtModel, type DbtProject, type DbtReading } from '../project/project.js';
import { versionName, withVersions } from '../project/versionName.js';
import { packagesWithModels } from './packages.js';
import { unknownReferences, type Nameable } from './references.js';
import { projectFiles, type ProjectFile, type ProjectLayer, type Tree } from './projectFile.js';
import { mergeConfigs } from '../project/config.js';
import type { TestDefaults } from '../project/tests.js';
import { testName } from '../project/testName.js';
import { primaryEntities } from '../project/semanticModels.js';
import { readSchemaYaml, type Declarations, type Entry, type NodeEntry } from './schemaYaml.js';
import { standings, type Standing } from './versions.js';

/**
 * Reads the dbt projects of a folder: dbt_project.yml, schema YAML, SQL and Python. Beside projects only what a transform
 * names is a model: scripts and notebooks are not.
 */
export function readFolder(files: readonly SourceFile[], transforms: readonly string[]): DbtReading {
  const projects = projectFiles(files);
  const roots = projects.map(({ root }) => root);
  const beside = pathsBeside(transforms, roots);
  const loose = (path: string): boolean => projects.length === 0 || (beside.length > 0 && isBelow(path, beside));
  const owned = [null, ...projects].map((project) =>
    files.filter(({ path }) => projectOf(path, projects) === project && (project !== null || loose(path))),
  );
  const schemaOf = readingOnce();
  const owners = [null, ...projects].map((project, at) =>
    new FolderReader(project, owned[at] ?? [], transforms, schemaOf).read(),
  );
  const names = new Set(projects.flatMap(({ name }) => name ?? []));
  const versions = new Set(owners.flatMap((each) => each.project.otherVersions.map(({ name }) => name)));
  const within = (model: DbtModel): DbtModel => withVersions(withinFolder(model, names), versions);
  const project: DbtProject = {
    ...EMPTY_PROJECT,
    models: owners.flatMap((each) => each.project.models).map(within),
    snapshots: owners.flatMap((each) => each.project.snapshots).map(within),
    otherVersions: owners.flatMap((each) => each.project.otherVersions).map(within),
    sources: owners.flatMap((each) => each.project.sources),
  };
  return {
    project,
    diagnostics: [
      ...projects.flatMap((each) => each.diagnostics),
      ...owners.flatMap((each) => each.diagnostics),
      ...unknownReferences(readersOf(owned.flat(), project), nameable(files, projects, project, schemaOf)),
    ],
  };
}

type SchemaOf = (file: SourceFile) => Declarations;

/** Reads each schema YAML of a folder once: a large one takes as much memory again each time that it is read. */
function readingOnce(): SchemaOf {
  const known = new Map<SourceFile, Declarations>();
  return (file) => {
    const declared = known.get(file) ?? readSchemaYaml(file);
    known.set(file, declared);
    return declared;
  };
}

/** The files of a project in which references hold: schema YAML, and the code of what is enabled. */
function readersOf(files: readonly SourceFile[], project: DbtProject): SourceFile[] {
  const enabled = new Set(nodesOf(project).map(({ file }) => file));
  return files.filter((file) => enabled.has(file.path) || (isSchemaYaml(file, null) && DECLARES.test(file.content)));
}

const DECLARES = /^(models|snapshots|semantic_models)\s*:/m;

/** Whatever lies in a file has a name, too: it may stand outside the product's transforms. */
function nameable(
  files: readonly SourceFile[],
  projects: readonly ProjectFile[],
  project: DbtProject,
  schemaOf: SchemaOf,
): Nameable {
  const schemas = files.filter((file) => isSchemaYaml(file, null)).map(schemaOf);
  const nodes = [...schemas.flatMap((each) => [...each.models, ...each.snapshots])].map(({ entry }) => entry.name);
  const seeds = schemas.flatMap((each) => each.seeds);
  const hasSeeds = seeds.length > 0 || files.some(({ path }) => path.endsWith('.csv'));
  return {
    nodes: new Set([
      ...nodes,
      ...seeds,
      ...[...project.models, ...project.snapshots].map(({ name }) => name),
      ...files.filter(({ path }) => /\.(sql|py|csv)$/.test(path)).map(({ path }) => stem(path)),
    ]),
    sources: new Set(project.sources.map(({ source, table }) => `${source}.${table}`)),
    projects: new Set(projects.flatMap(({ name }) => name ?? [])),
    versions: new Map(
      schemas.flatMap(({ models }) =>
        models
          .filter(({ versions }) => versions.length > 0)
          .map(({ entry, versions }) => [entry.name, new Set(versions.map(({ version }) => version))] as const),
      ),
    ),
    packages: packagesWithModels(files),
    hasSeeds,
    lacksSeeds: !hasSeeds && projects.some(({ configuresSeeds }) => configuresSeeds),
  };
}

/** `ref('finance', 'x')` is no foreign model where the folder holds the project finance too. */
function withinFolder(model: DbtModel, projects: ReadonlySet<string>): DbtModel {
  if (!model.refs.some(({ package: foreign }) => foreign !== null && projects.has(foreign))) return model;
  const refs = model.refs.map((ref) =>
    ref.package !== null && projects.has(ref.package) ? { package: null, name: ref.name } : ref,
  );
  return { ...model, refs };
}

/** The project that a file belongs to: the nearest dbt_project.yml above it. */
function projectOf(path: string, projects: readonly ProjectFile[]): ProjectFile | null {
  return projects.reduce<ProjectFile | null>(
    (best, each) => (path.startsWith(each.root) && (!best || each.root.length > best.root.length) ? each : best),
    null,
  );
}

type Kind = DbtModel['kind'];

const NOTHING = {};
const NO_DEFAULTS: TestDefaults = () => NOTHING;

/** The files of one dbt project; `project` is null for files above which there is no dbt_project.yml. */
class FolderReader {
  private readonly schemas: readonly Declarations[];
  private readonly code: readonly ModelCode[];
  private readonly keys: ReadonlyMap<string, readonly string[]>;
  private readonly otherVersions: DbtModel[] = [];

  constructor(
    private readonly project: ProjectFile | null,
    files: readonly SourceFile[],
    private readonly transforms: readonly string[],
    schemaOf: SchemaOf,
  ) {
    this.schemas = files.filter((file) => isSchemaYaml(file, project)).map(schemaOf);
    this.keys = primaryEntities(this.schemas.flatMap((each) => each.semanticModels));
    const macros = macrosIn(files);
    this.code = files
      .filter((file) => isModelCode(file, project))
      .flatMap((file) => codeIn(file, { macros, package: project?.name ?? null }))
      .filter(({ kind, file }) => kind === 'snapshot' || isBelow(file, transforms));
  }

  read(): DbtReading {
    const models = once(this.schemas.flatMap((each) => each.models));
    const snapshots = once(this.schemas.flatMap((each) => each.snapshots));
    return {
      project: {
        ...EMPTY_PROJECT,
        models: this.nodes('model', models.kept),
        snapshots: this.nodes('snapshot', snapshots.kept),
        otherVersions: this.otherVersions,
        sources: this.schemas.flatMap(({ sources }) =>
          sources.flatMap((each) =>
            declaredSources(each, (source, table) =>
              this.layers('sources', [...this.below(each.entry.document.file, 'model'), source, table]),
            ),
          ),
        ),
      },
      diagnostics: [
        ...this.schemas.flatMap((each) => each.diagnostics),
        ...models.diagnostics,
        ...snapshots.diagnostics,
      ],
    };
  }

  /** Declarations with their code, in the order of the declarations; code that nothing declares is a model too. */
  private nodes(kind: Kind, entries: readonly NodeEntry[]): DbtModel[] {
    const code = new Map(this.code.filter((each) => each.kind === kind).map((each) => [each.name, each]));
    const codeOf = ({ files }: Standing): ModelCode | null =>
      files.map((file) => code.get(file)).find((own) => own !== undefined) ?? null;
    const declared = entries.map(standings);
    const spoken = new Set(
      declared.flatMap((versions) => [
        ...versions.flatMap((each) => codeOf(each)?.name ?? []),
        ...versions.flatMap(({ otherFiles }) => otherFiles),
      ]),
    );
    const bare = [...code.values()].filter(({ name }) => !spoken.has(name));
    return [
      ...declared.flatMap((versions) => this.firstEnabled(kind, versions, codeOf)),
      ...bare.flatMap((own) => this.node(kind, own.name, null, own)),
    ];
  }

  /**
   * Of the versions of a model the first that is not disabled; what has no code below the transforms is none of theirs. The
   * others are kept aside.
   */
  private firstEnabled(
    kind: Kind,
    versions: readonly Standing[],
    codeOf: (standing: Standing) => ModelCode | null,
  ): DbtModel[] {
    const enabled = versions.flatMap((each) => {
      const code = codeOf(each);
      const own = code !== null || kind === 'snapshot' || isBelow(each.entry.document.file, this.transforms);
      const models = own ? this.node(kind, each.entry.name, each, code) : [];
      return models.map((model) => ({ model, version: each.version?.version ?? null }));
    });
    const [standing, ...others] = enabled;
    this.otherVersions.push(
      ...others.map(({ model, version }) => ({ ...model, name: versionName(model.name, version) })),
    );
    return standing ? [standing.model] : [];
  }

  private node(kind: Kind, name: string, declared: Standing | null, code: ModelCode | null): DbtModel[] {
    const file = code?.file ?? declared?.entry.document.file ?? '';
    const version = declared?.version ? [`v${declared.version.version}`] : [];
    const layers = this.layers(`${kind}s`, [...this.below(file, kind), name, ...version]);
    const model = declaredModel({
      name,
      kind,
      declared,
      code,
      layers,
      entityKey: this.keys.get(name) ?? [],
      project: this.project?.name ?? null,
      testDefaults: this.testDefaults(declared?.entry.document.file ?? '', kind, [name, ...version].join('_')),
    });
    return model ? [model] : [];
  }

  /** A generic test lies, for dbt, in the folder of the schema YAML that states it, under the name that it gets. */
  private testDefaults(file: string, kind: Kind, model: string): TestDefaults {
    const folders = this.below(file, kind);
    if (!this.project?.configuresTests) return NO_DEFAULTS;
    return (test) => {
      const fqn = [...folders, testName(test, model)];
      return mergeConfigs([...this.layers('tests', fqn), ...this.layers('data_tests', fqn)].map((each) => each.config));
    };
  }

  private layers(tree: Tree, fqn: readonly string[]): readonly ProjectLayer[] {
    const { project } = this;
    return project ? project.layersFor(tree, [project.name ?? '', ...fqn]) : [];
  }

  /** The folders of a file below the folder that dbt looks for such files in. */
  private below(file: string, kind: Kind): string[] {
    const paths = kind === 'snapshot' ? this.project?.snapshotPaths : this.project?.modelPaths;
    const path = paths?.find((each) => file.startsWith(`${each}/`));
    return foldersOf(path === undefined ? file : file.slice(path.length + 1));
  }
}

function once(declared: readonly NodeEntry[]): { kept: NodeEntry[]; diagnostics: Diagnostic[] } {
  const kept = new Map<string, NodeEntry>();
  const diagnostics = declared.flatMap((each) => {
    const first = kept.get(each.entry.name);
    if (!first) kept.set(each.entry.name, each);
    return first ? [declaredTwice(each.entry, first.entry)] : [];
  });
  return { kept: [...kept.values()], diagnostics };
}

function declaredTwice({ name, location }: Entry, first: Entry): Diagnostic {
  return finding({
    code: 'DBT_MODEL_DECLARED_TWICE',
    message: `Model '${name}' is declared twice`,
    hint: 'Keep one declaration',
    subject: name,
    location,
    related: [{ message: 'The first one', location: first.location }],
  });
}
