import type { Diagnostic } from '../../../diagnostic.js';
import { finding } from '../../yaml/finding.js';
import type { ManifestNode, ManifestParts } from './manifestNodes.js';
import { textOf } from '../project/values.js';

/** The oldest schema version that is read: dbt 1.0. */
const OLDEST = 4;
/** The newest that is known: dbt 1.8 to 1.12. */
const NEWEST = 12;
const EXPECTED = "dbt's target/manifest.json, schema version v4 or later (dbt 1.0 or later)";
const MEND = 'Run `dbt parse` and hand in the target/manifest.json that it writes';

/** The artifact and version that `metadata.dbt_schema_version` states. */
const stated = (text: string | null): RegExpExecArray | null =>
  /\/dbt\/([a-z-]+)\/v(\d+)(?:\.json)?$/.exec(text ?? '') ?? null;

/** What a JSON document is that is not dbt's manifest, by the keys at its top. */
const OTHERS: readonly (readonly [keys: readonly string[], what: string])[] = [
  [['semantic_models', 'project_configuration'], "dbt's semantic_manifest.json"],
  [['semantic_models', 'metrics'], "dbt's semantic_manifest.json"],
  [['$schema'], 'a JSON Schema'],
  [['openapi'], 'an OpenAPI document'],
  [['dependencies', 'name'], 'a package.json'],
  [['devDependencies'], 'a package.json'],
  [['scripts', 'name'], 'a package.json'],
  [['lockfileVersion'], 'a package-lock.json'],
  [['schemaVersion', 'mediaType'], 'an OCI image manifest'],
  [['results', 'args'], "dbt's run_results.json"],
  [['results'], "dbt's sources.json or run_results.json"],
];

/** What is wrong with a document that is handed in as dbt's manifest; null where nothing is. */
export function identified({ metadata, keys }: ManifestParts, file: string): Diagnostic | null {
  const [, artifact, version] = stated(textOf(metadata['dbt_schema_version'])) ?? [];
  if (artifact !== undefined && artifact !== 'manifest')
    return invalid(file, `This is dbt's ${artifact.replaceAll('-', '_')}.json, not its manifest`);
  if (version !== undefined && Number(version) < OLDEST) return tooOld(file, version, textOf(metadata['dbt_version']));
  if (keys.has('nodes')) return null;
  const what = OTHERS.find(([each]) => each.every((key) => keys.has(key)))?.[1];
  if (what !== undefined) return invalid(file, `This is ${what}, not dbt's manifest`);
  return invalid(file, 'The dbt manifest has no nodes');
}

/** A version of which nobody here knows what it changed: it is read as the newest known one, and said. */
export function newerThanKnown({ metadata }: ManifestParts, file: string): Diagnostic[] {
  const [, , version] = stated(textOf(metadata['dbt_schema_version'])) ?? [];
  if (version === undefined || Number(version) <= NEWEST) return [];
  const by = textOf(metadata['dbt_version']);
  return [
    finding({
      code: 'DBT_MANIFEST_NEWER',
      severity: 'warning',
      message: `The dbt manifest is of schema version v${version}${by === null ? '' : `, written by dbt ${by}`}; it is read as v${NEWEST}`,
      expected: `schema version v${OLDEST} to v${NEWEST}`,
      hint: 'Look whether models, tests and columns are all there; what a later version says otherwise is not seen',
      location: { file, line: 1, column: 1 },
    }),
  ];
}

/** No model, snapshot or test of the project itself: nothing will be checked. */
export function withoutOwn(
  { metadata, nodes }: ManifestParts,
  own: readonly ManifestNode[],
  file: string,
): Diagnostic[] {
  if (own.length > 0) return [];
  const project = textOf(metadata['project_name']);
  const packages = [...new Set(nodes.flatMap(({ fields }) => textOf(fields['package_name']) ?? []))].sort();
  const others = packages.length === 0 ? '' : `; its nodes are of ${packages.join(', ')}`;
  return [
    finding({
      code: 'DBT_MANIFEST_EMPTY',
      severity: 'warning',
      message: `The dbt manifest has no models of its own project${project === null ? '' : ` ${project}`}${others}`,
      expected: 'models of the project that the manifest was made for',
      hint: 'Run `dbt parse` in the project of the product and hand in its target/manifest.json',
      location: { file, line: 1, column: 1 },
    }),
  ];
}

const tooOld = (file: string, version: string, dbt: string | null): Diagnostic =>
  finding({
    code: 'DBT_MANIFEST_TOO_OLD',
    message: `The dbt manifest is of schema version v${version}${dbt === null ? '' : `, written by dbt ${dbt}`}`,
    expected: EXPECTED,
    hint: `${MEND}, with dbt 1.0 or later`,
    location: { file, line: 1, column: 1 },
  });

const invalid = (file: string, message: string): Diagnostic =>
  finding({
    code: 'DBT_MANIFEST_INVALID',
    message,
    expected: EXPECTED,
    hint: MEND,
    location: { file, line: 1, column: 1 },
  });

/** A text that is no JSON, or breaks off, at the offset where reading ended. */
export function notJson(text: string, offset: number, file: string): Diagnostic {
  const at = errorOffset(text) ?? offset;
  const before = text.slice(0, at).split('\n');
  const message =
    text.trim() === ''
      ? 'The dbt manifest is empty'
      : at >= text.trimEnd().length
        ? 'The dbt manifest breaks off: it is not whole JSON'
        : 'The dbt manifest is not well-formed JSON';
  const location = { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  return finding({ code: 'DBT_MANIFEST_INVALID', message, expected: EXPECTED, hint: MEND, location });
}

/** The offset that the platform's own parser names, where it does. */
function errorOffset(text: string): number | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    const position = /at position (\d+)/.exec(String(error))?.[1];
    return position === undefined ? null : Number(position);
  }
}
