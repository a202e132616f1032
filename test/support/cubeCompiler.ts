import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const VERSION = '1.7.43';
/** Outside the repository: with what it brings it is larger than all else together. What an earlier run left is used. */
const FOLDER = path.join(tmpdir(), `floe-cube-schema-compiler-${VERSION}`);
const INSTALLED = path.join(FOLDER, 'node_modules/@cubejs-backend/schema-compiler/package.json');

/** What Cube's compiler made of a model. */
export interface CompiledCubes {
  /** The SQL of a query (https://cube.dev/docs/product/apis-integrations/rest-api/query-format), for PostgreSQL. */
  sqlOf(query: { readonly measures?: readonly string[]; readonly dimensions?: readonly string[] }): string;
  /** The members of each cube and view that may be asked. */
  readonly members: ReadonlyMap<string, readonly string[]>;
}

interface Member {
  readonly name: string;
  readonly isVisible: boolean;
}

interface SchemaCompiler {
  prepareCompiler(
    repository: object,
    options: object,
  ): {
    readonly compiler: { compile(): Promise<void> };
    readonly joinGraph: object;
    readonly cubeEvaluator: object;
    readonly metaTransformer: {
      readonly cubes: readonly {
        readonly config: {
          readonly name: string;
          readonly measures: readonly Member[];
          readonly dimensions: readonly Member[];
        };
      }[];
    };
  };
  readonly PostgresQuery: new (
    compilers: object,
    query: object,
  ) => { buildSqlAndParams(): readonly [string, unknown[]] };
}

/** Cube's own compiler, from npm; false where its registry cannot be reached. */
export async function installCube(): Promise<boolean> {
  if (existsSync(INSTALLED)) return true;
  await mkdir(FOLDER, { recursive: true });
  await writeFile(path.join(FOLDER, 'package.json'), '{ "private": true }\n');
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--fetch-retries=1'];
  return promisify(execFile)('npm', [...args, `@cubejs-backend/schema-compiler@${VERSION}`], { cwd: FOLDER }).then(
    () => true,
    () => false,
  );
}

/** Compiles a model (YAML). Throws with what Cube finds wrong. Its native part is for Jinja and Python, of which ours has none. */
export async function compileCubes(content: string): Promise<CompiledCubes> {
  process.env['CUBEJS_TRANSPILATION_NATIVE'] = 'false';
  process.env['CUBEJS_TESSERACT_SQL_PLANNER'] = 'false';
  const cube = createRequire(INSTALLED)('@cubejs-backend/schema-compiler') as SchemaCompiler;
  const repository = {
    localPath: () => FOLDER,
    dataSchemaFiles: async () => [{ fileName: 'model.yml', content }],
  };
  const nativeInstance = { newJinjaEngine: () => ({}), loadPythonContext: async () => ({}) };
  const { compiler, metaTransformer, ...parts } = cube.prepareCompiler(repository, { nativeInstance });
  await compiler.compile();
  return {
    members: new Map(
      metaTransformer.cubes.map(({ config: { name, measures, dimensions } }) => [
        name,
        [...dimensions, ...measures].filter(({ isVisible }) => isVisible).map((member) => member.name),
      ]),
    ),
    sqlOf: (query) =>
      new cube.PostgresQuery({ compiler, ...parts }, { timezone: 'UTC', ...query }).buildSqlAndParams()[0],
  };
}
