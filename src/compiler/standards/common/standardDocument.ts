import type { z } from 'zod';
import type { Diagnostic } from '../../diagnostic.js';
import { finding } from '../../document/yaml/finding.js';
import { complaintFinding, schemaFindings, type Complaint } from '../../document/shape/issues.js';
import { parseYaml, type YamlDocument } from '../../document/yaml/yaml.js';
import type { SourceFile } from '../../source.js';
import { isMapping, type Mapping } from '../../values/json.js';

/** How the documents of a standard are told and judged. */
export interface Standard {
  readonly kind: string;
  /** The versions that are read, e.g. /^v3\.\d+\.\d+$/. */
  readonly versions: RegExp;
  readonly expectedVersion: string;
  readonly schema: (document: Mapping) => z.ZodType;
  readonly conditions: (document: Mapping) => Complaint[];
}

export interface StandardReading {
  /** The document as it is; null where there is any error. */
  readonly document: Mapping | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a document of a standard: YAML or JSON, every value as written. Never throws. */
export function readStandard(file: SourceFile, standard: Standard): StandardReading {
  const { document, diagnostics } = parseYaml(file);
  if (!document) return { document: null, diagnostics };
  const found = [...diagnostics, ...judged(document, standard)].sort(byPlace);
  return { document: found.length === 0 && isMapping(document.value) ? document.value : null, diagnostics: found };
}

function judged(yaml: YamlDocument, standard: Standard): Diagnostic[] {
  const { value } = yaml;
  if (value === null || value === undefined) return [wrong(yaml, 'DOCUMENT_EMPTY', 'The document is empty', standard)];
  if (!isMapping(value))
    return [wrong(yaml, 'DOCUMENT_WRONG_TYPE', 'The document is not a mapping of fields', standard)];
  const header = headerFindings(yaml, value, standard);
  if (header.length > 0) return header;
  const schema = standard.schema(value);
  const parsed = schema.safeParse(value);
  const found = parsed.success ? [] : schemaFindings(schema, yaml, parsed.error.issues);
  const places = new Set(found.map(({ details }) => JSON.stringify(details?.['path'])));
  const more = standard.conditions(value).filter(({ path }) => !places.has(JSON.stringify(path)));
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
  if (typeof apiVersion !== 'string' || standard.versions.test(apiVersion)) return [];
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
