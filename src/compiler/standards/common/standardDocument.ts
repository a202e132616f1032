import { valid } from 'semver';
import type * as z from 'zod';
import type { Diagnostic } from '../../diagnostic.js';
import { finding } from '../../document/yaml/finding.js';
import { complaintFinding, schemaFindings, type Complaint } from '../../document/shape/issues.js';
import { parseYaml, type YamlDocument } from '../../document/yaml/yaml.js';
import type { DocumentPath, SourceFile } from '../../source.js';
import { judgedBy, leftOpen, newerThan, newestOf, type Editions, type Newer } from './editions.js';
import { isNewerThanKnown, newerFindings, unknownVersion } from './versionFindings.js';
import { isMapping, type Mapping } from '../../values/json.js';

/** How the documents of a standard are told and judged. */
export interface Standard {
  readonly kind: string;
  /** The versions that are read, e.g. /^v3\.\d+\.\d+$/. */
  readonly versions: RegExp;
  readonly expectedVersion: string;
  readonly editions: Editions;
  readonly schema: (document: Mapping) => z.ZodType;
  /** What the fields say of one another, by the rules of a version. */
  readonly conditions: (document: Mapping, version: string) => Complaint[];
  /** What the table of editions cannot say of what a version does not know yet. */
  readonly newer?: (document: Mapping, version: string) => Newer[];
}

export interface StandardReading {
  /** The document as it is; null where there is any error. Warnings tell what its own version does not know. */
  readonly document: Mapping | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a document of a standard: YAML or JSON, every value as written. Never throws. */
export function readStandard(file: SourceFile, standard: Standard): StandardReading {
  const { document, diagnostics } = parseYaml(file);
  if (!document) return { document: null, diagnostics };
  const found = [...diagnostics, ...judged(document, standard)].sort(byPlace);
  const isRefused = found.some(({ severity }) => severity === 'error') || diagnostics.length > 0;
  return { document: !isRefused && isMapping(document.value) ? document.value : null, diagnostics: found };
}

function judged(yaml: YamlDocument, standard: Standard): Diagnostic[] {
  const { value } = yaml;
  if (value === null || value === undefined) return [wrong(yaml, 'DOCUMENT_EMPTY', 'The document is empty', standard)];
  if (!isMapping(value))
    return [wrong(yaml, 'DOCUMENT_WRONG_TYPE', 'The document is not a mapping of fields', standard)];
  const header = headerFindings(yaml, value, standard);
  if (header.length > 0) return header;
  const apiVersion = value['apiVersion'] ?? newestOf(standard.editions);
  return typeof apiVersion === 'string' ? judgedAs(apiVersion, yaml, standard) : schemaProblems(yaml, value, standard);
}

/** By the rules of its own version; what came later is told and taken in, what its version leaves open is not judged. */
function judgedAs(apiVersion: string, yaml: YamlDocument, standard: Standard): Diagnostic[] {
  const { editions } = standard;
  const [value, version] = [yaml.value as Mapping, judgedBy(apiVersion, editions)];
  const open = leftOpen(value, version, editions);
  const isOpen = (path: DocumentPath): boolean =>
    open.some((each) => each.every((step, index) => step === path[index]));
  const found = schemaProblems(yaml, value, standard, version).filter(
    ({ code, details }) =>
      !isOpen(details?.['path'] as DocumentPath) &&
      !(code === 'DOCUMENT_UNKNOWN_FIELD' && isNewerThanKnown(apiVersion, editions)),
  );
  const newer = [...newerThan(value, version, editions), ...(standard.newer?.(value, version) ?? [])];
  return [...unknownVersion(apiVersion, yaml, editions), ...newerFindings(newer, apiVersion, yaml), ...found];
}

function schemaProblems(yaml: YamlDocument, value: Mapping, standard: Standard, version?: string): Diagnostic[] {
  const schema = standard.schema(value);
  const parsed = schema.safeParse(value);
  const found = parsed.success ? [] : schemaFindings(schema, yaml, parsed.error.issues);
  const places = new Set(found.map(({ details }) => JSON.stringify(details?.['path'])));
  const more = standard
    .conditions(value, version ?? newestOf(standard.editions))
    .filter(({ path }) => !places.has(JSON.stringify(path)));
  return [...found, ...more.map((each) => complaintFinding(yaml, each))];
}

const wrong = (yaml: YamlDocument, code: string, message: string, { kind }: Standard): Diagnostic =>
  finding({ code, message, expected: `a document of kind ${kind}`, location: yaml.locate([]) });

/** kind and apiVersion first: of a document of another kind or version no field is judged. */
function headerFindings(yaml: YamlDocument, { kind, apiVersion }: Mapping, standard: Standard): Diagnostic[] {
  if (typeof kind === 'string' && kind !== standard.kind)
    return [
      finding({
        code: 'DOCUMENT_WRONG_KIND',
        message: `The document is of kind '${kind}'`,
        subject: 'kind',
        expected: `kind: ${standard.kind}`,
        location: yaml.locate(['kind']),
        details: { path: ['kind'] },
      }),
    ];
  if (typeof apiVersion !== 'string' || (standard.versions.test(apiVersion) && valid(apiVersion) !== null)) return [];
  return [
    finding({
      code: 'DOCUMENT_UNSUPPORTED_VERSION',
      message: `The apiVersion '${apiVersion}' is not supported`,
      expected: `apiVersion: ${standard.expectedVersion}`,
      location: yaml.locate(['apiVersion']),
      subject: 'apiVersion',
      details: { path: ['apiVersion'], found: apiVersion },
    }),
  ];
}

const byPlace = (a: Diagnostic, b: Diagnostic): number =>
  (a.location?.line ?? 0) - (b.location?.line ?? 0) || (a.location?.column ?? 0) - (b.location?.column ?? 0);
