import type { Diagnostic } from '../../diagnostic.js';
import type { SourceFile } from '../../source.js';
import { finding } from '../finding.js';
import { isBelow, isModelCode, isSchemaYaml, stem } from './folders.js';
import { readManifestJson } from './manifestJson.js';
import type { DbtCode, DbtModel, DbtProject } from './project.js';
import { readSchemaYaml, type Declarations } from './schemaYaml.js';
import { sqlReferences, type SqlReferences } from './sqlReferences.js';

export interface DbtFiles {
  readonly files: readonly SourceFile[];
  /** dbt's target/manifest.json; where it is given, no file is read. */
  readonly dbtManifest: string | null;
  /** The `path` of each dbt transform of the product; empty: the whole folder. */
  readonly transforms: readonly string[];
}

export interface DbtReading {
  readonly project: DbtProject;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a dbt project, from target/manifest.json or else from schema YAML and SQL. Nothing is executed; never throws. */
export function readDbtProject({ files, dbtManifest, transforms }: DbtFiles): DbtReading {
  if (dbtManifest !== null) return readManifestJson(dbtManifest);
  const schemas = files.filter(isSchemaYaml).map(readSchemaYaml);
  const code = files
    .filter(isModelCode)
    .map(scanned)
    .filter((each) => isModel(each, transforms));
  const declared = schemas.flatMap((each) => each.models);
  const { kept, diagnostics } = once(declared);
  const snapshots = withCode(
    schemas.flatMap((each) => each.snapshots),
    code.flatMap((each) => each.references.snapshots.map((name) => ({ ...each, name }))),
    'snapshot',
  );
  const models = withCode(kept, namedCode(code, kept), 'model');
  const sources = schemas.flatMap((each) => each.sources);
  return {
    project: { models, snapshots, sources },
    diagnostics: [...schemas.flatMap((each) => each.diagnostics), ...diagnostics],
  };
}

interface Code {
  readonly file: string;
  readonly sql: DbtCode | null;
  readonly references: SqlReferences;
}
type NamedCode = Code & { readonly name: string };

function scanned({ path, content }: SourceFile): Code {
  const python = path.endsWith('.py');
  return {
    file: path,
    sql: python ? null : { text: content, compiled: false },
    references: sqlReferences(content, python ? 'python' : 'sql'),
  };
}

const isModel = (code: Code, transforms: readonly string[]): boolean =>
  code.references.snapshots.length > 0 || isBelow(code.file, transforms);

/** A model's code is the file of its name; the files of its versions are its own too. */
function namedCode(code: readonly Code[], declared: Declarations['models']): NamedCode[] {
  const byVersion = new Map(declared.flatMap((model) => model.versionFiles.map((file) => [file, model.name])));
  return code
    .filter((each) => each.references.snapshots.length === 0)
    .map((each) => ({ ...each, name: byVersion.get(stem(each.file)) ?? stem(each.file) }));
}

function once(declared: Declarations['models']): { kept: Declarations['models']; diagnostics: Diagnostic[] } {
  const kept = new Map<string, Declarations['models'][number]>();
  const diagnostics = declared.flatMap((model) => {
    const first = kept.get(model.name);
    if (!first) kept.set(model.name, model);
    return first ? [declaredTwice(model, first)] : [];
  });
  return { kept: [...kept.values()], diagnostics };
}

function declaredTwice(model: DbtModel, first: DbtModel): Diagnostic {
  return finding({
    code: 'DBT_MODEL_DECLARED_TWICE',
    message: `Model '${model.name}' is declared twice`,
    hint: 'Keep one declaration',
    subject: model.name,
    location: model.location,
    related: [{ message: 'The first one', location: first.location }],
  });
}

/** Declarations with what their code says; code that nothing declares is a model too. */
function withCode(
  declared: readonly (DbtModel & { readonly versionFiles?: readonly string[] })[],
  code: readonly NamedCode[],
  kind: DbtModel['kind'],
): DbtModel[] {
  const names = [...new Set([...declared, ...code].map(({ name }) => name))];
  return names.map((name) => {
    const own = code.filter((each) => each.name === name);
    const { versionFiles: _, ...model } = declared.find((each) => each.name === name) ?? undeclared(name, kind, own);
    return {
      ...model,
      file: own[0]?.file ?? model.file,
      sql: own[0]?.sql ?? model.sql,
      alias: model.alias ?? own.map(({ references }) => references.alias).find((alias) => alias !== null) ?? null,
      refs: [...model.refs, ...own.flatMap(({ references }) => references.refs)],
      reads: own.flatMap(({ references }) => references.reads),
    };
  });
}

function undeclared(
  name: string,
  kind: DbtModel['kind'],
  code: readonly NamedCode[],
): DbtModel & { readonly versionFiles?: readonly string[] } {
  const file = code[0]?.file ?? '';
  const location = { file, line: 1, column: 1 };
  return {
    ...{ name, kind, file, location, description: null, columns: [], tests: [], constraints: [] },
    contractEnforced: false,
    floe: { values: {}, locate: () => location },
    ...{ freshness: false, alias: null, refs: [], reads: [], sql: null, snapshot: null },
  };
}
