import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { compileProduct } from '../src/compiler/compileProduct.js';
import { readDbtProject } from '../src/compiler/document/dbt/readDbtProject.js';
import type { ProductCompileResult } from '../src/compiler/result.js';
import type { SourceFile } from '../src/compiler/source.js';
import { EMPTY_MESH as mesh } from '../test/compiler/support/mesh.js';
import { realInput } from '../test/support/inputs.js';
import { ingestedSection } from './pages/ingested.js';

// docs/compatibility.md: other people's dbt projects and manifests, compiled. Run by hand (`npx tsx
// scripts/compatibility.ts`): the inputs lie beside the project and times differ from run to run. `--details` prints
// every finding, to be checked by a person.

const ROOT = path.join(import.meta.dirname, '..');
const INPUTS = realInput();
const TAKEN = /\.(ya?ml|sql|py|csv)$|target\/(catalog|run_results|sources)\.json$/;
const IS_MANIFEST = /(^|\/)(small_)?manifest(_[\d.]+)?\.json$/;

const product: SourceFile = {
  path: 'data-product.yaml',
  content: stringify({
    apiVersion: 'floe.dev/v1',
    kind: 'DataProduct',
    metadata: { name: 'compatibility', version: '1.0.0' },
    ownership: { team: 'data', email: 'data@example.com' },
  }),
};

/** The platform that a team with such names would write. */
const PLATFORMS: Readonly<Record<string, object>> = {
  data_vault: { pattern: 'data_vault', naming: { enforcement: 'warn' } },
  kimball: { pattern: 'kimball' },
  medallion: { pattern: 'medallion' },
  hybrid: {
    pattern: 'hybrid',
    layers: {
      staging: {
        prefix: 'stg_',
        quality_gates: { required_tests: ['not_null_pk', 'unique_pk'], minimum_coverage: 10 },
      },
      intermediate: { prefix: 'int_', quality_gates: { minimum_coverage: 0 } },
      facts: { prefix: 'fct_', quality_gates: { required_tests: ['not_null_pk'], minimum_coverage: 10 } },
      dimensions: { prefix: 'dim_', quality_gates: { required_tests: ['not_null_pk'], minimum_coverage: 10 } },
      marts: { prefix: 'mart_', quality_gates: { required_tests: ['not_null_pk', 'unique_pk'], minimum_coverage: 10 } },
    },
    naming: { enforcement: 'warn' },
  },
};

interface Case {
  readonly name: string;
  readonly pattern: string;
  readonly files: readonly SourceFile[];
  readonly manifest: string | null;
}

const below = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(INPUTS, path.join(entry.parentPath, entry.name)))
    .sort();

function patternsOf(name: string): string[] {
  if (/automate-dv/.test(name)) return ['data_vault', 'hybrid'];
  return ['medallion', 'kimball', 'hybrid'];
}

function casesOf(paths: readonly string[]): Case[] {
  const read = (file: string): string => readFileSync(path.join(INPUTS, file), 'utf8');
  const folders = paths.filter((file) => /(^|\/)dbt_project\.yml$/.test(file)).map((file) => path.dirname(file));
  const projects = folders
    .map((folder) => ({
      name: folder,
      manifest: null,
      files: paths
        .filter((file) => file.startsWith(`${folder}/`) && TAKEN.test(file))
        .filter(
          (file) =>
            !folders.some(
              (other) => other !== folder && other.startsWith(`${folder}/`) && file.startsWith(`${other}/`),
            ),
        )
        .map((file) => ({ path: path.relative(folder, file), content: read(file) })),
    }))
    .filter(({ files }) => files.some(({ path: file }) => /\.(sql|py)$/.test(file)));
  const manifests = paths
    .filter((file) => IS_MANIFEST.test(file) && !/json-schemas|metricflow/.test(file))
    .map((file) => ({
      name: file,
      manifest: read(file),
      files: paths
        .filter((other) => path.dirname(other) === path.dirname(file) && TAKEN.test(other))
        .map((other) => ({ path: `target/${path.basename(other)}`, content: read(other) })),
    }));
  return [...projects, ...manifests].flatMap((each) => patternsOf(each.name).map((pattern) => ({ ...each, pattern })));
}

function compiled({ files, manifest, pattern }: Case): ProductCompileResult {
  const platform = { path: 'platform-manifest.yaml', content: stringify({ data_architecture: PLATFORMS[pattern] }) };
  return compileProduct({
    product,
    mesh,
    dbtManifest: manifest,
    environment: 'production',
    files: [platform, ...files],
  });
}

function rowOf(each: Case): string {
  const start = performance.now();
  const { diagnostics } = compiled(each);
  const time = performance.now() - start;
  const { project } = readDbtProject({ files: each.files, dbtManifest: each.manifest, transforms: [] });
  if (process.argv.includes('--details'))
    for (const { code, severity, message, location } of diagnostics)
      console.log(
        [each.name, each.pattern, severity, code, message, `${location?.file}:${location?.line}`].join(' | '),
      );
  const counts = new Map<string, number>();
  for (const { code } of diagnostics) counts.set(code, (counts.get(code) ?? 0) + 1);
  const codes = [...counts].sort().map(([code, count]) => `${code} ${count}`);
  const cells = [
    each.name,
    each.pattern,
    project.models.length + project.snapshots.length,
    codes.join('<br>') || 'none',
  ];
  return `| ${[...cells, `${Math.max(1, Math.round(time))} ms`].join(' | ')} |`;
}

const HEAD = `# Compatibility

Other people's dbt projects and manifests, unmodified, compiled under a small product and the platform named in the second
column. None of them was written for floe: most findings are names outside the pattern's prefixes and gates that the
projects never meant to pass. What is listed was checked by a person against the files, finding by finding. Times are of one run
of one process on a shared machine with two cores. Printed by \`npx tsx scripts/compatibility.ts\`.

\`hybrid\` is a manifest with the layers \`stg_\`, \`int_\`, \`fct_\`, \`dim_\` and one of folder \`marts\`, naming at \`warn\`.

## What changed

Against the last table (commit 0f8044e), in the same 107 lines: models, names, tests and columns are judged as they were. New
is what is now said instead of passed over:

- \`SQL_NOT_FOLLOWED\`, 70 in 11 lines: models that call macros of packages which are not at hand (of automate-dv-demo 26 of 31
  models are a call each; its arguments are read, the SQL it becomes is not there to be followed), and SQL that Jinja
  writes. Their columns count as used, and as perhaps classified.
- \`DBT_REF_NOT_JUDGED\`, 63 in 27 lines: a \`ref\` to what a package, another project or a seed not at hand may hold. Where
  nothing of the kind can be, it is an error (\`DBT_REF_UNKNOWN\`); there is none in these projects.
- \`DBT_MANIFEST_EMPTY\`, 3 in 3 lines: a manifest without a node of its own project (tap-dbt-artifacts).

## Findings

| project | pattern | models | findings | time |
|---|---|--:|---|--:|
`;

if (!existsSync(INPUTS)) {
  console.error(`No inputs at ${path.relative(ROOT, INPUTS)}: docs/compatibility.md stays as it is.`);
  process.exitCode = 1;
} else {
  const paths = ['dbt-projects', 'dbt-artifacts', 'openlineage/ol-dbt-fixtures'].flatMap((folder) =>
    below(path.join(INPUTS, folder)),
  );
  const rows = casesOf(paths).map(rowOf);
  const told = await ingestedSection();
  writeFileSync(path.join(ROOT, 'docs/compatibility.md'), `${HEAD}${rows.join('\n')}\n\n${told}`);
}
