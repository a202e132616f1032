import type * as z from 'zod';
import type { Diagnostic } from '../diagnostic.js';
import type { DocumentPath, SourceFile, SourceLocation } from '../source.js';
import { API_VERSION, type DocumentKind } from './common.js';
import { contractConditions, manifestConditions, productConditions } from './shape/conditions.js';
import { dataContractSchema, type DataContract } from './contract.js';
import { finding } from './yaml/finding.js';
import { complaintFinding, schemaFindings, type Complaint } from './shape/issues.js';
import { manifestSchema, type Manifest } from './manifest.js';
import { dataProductSchema, type DataProduct } from './product.js';
import { parseYaml, type YamlDocument } from './yaml/yaml.js';
import { isMapping, type Mapping } from '../values/json.js';
import { compareText } from '../values/compareText.js';

/** A document that its schema accepts, in its own field names and spellings; every path knows its place. */
export interface Decoded<T> {
  readonly value: T;
  readonly file: string;
  /** The place of the value at `path`, or of its nearest ancestor that exists. */
  locate(path: DocumentPath): SourceLocation;
  /** The place of the key at `path`, or of its nearest ancestor that exists. */
  locateKey(path: DocumentPath): SourceLocation;
}

export interface DecodeResult<T> {
  /** null where there is any error. */
  readonly document: Decoded<T> | null;
  readonly diagnostics: readonly Diagnostic[];
}

interface Kind<T> {
  readonly kind: DocumentKind;
  readonly schema: z.ZodType<T>;
  readonly conditions: (document: unknown) => Complaint[];
}

const MANIFEST: Kind<Manifest> = { kind: 'Manifest', schema: manifestSchema, conditions: manifestConditions };
const PRODUCT: Kind<DataProduct> = { kind: 'DataProduct', schema: dataProductSchema, conditions: productConditions };
const CONTRACT: Kind<DataContract> = {
  kind: 'DataContract',
  schema: dataContractSchema,
  conditions: contractConditions,
};

/** kind and apiVersion first: of a document of another kind or version no field is judged. */
function headerFindings(document: YamlDocument, value: Mapping, kind: DocumentKind): Diagnostic[] {
  const { kind: found, apiVersion } = value;
  if (typeof found === 'string' && found !== kind) {
    const message = `The document is of kind '${found}'`;
    return [
      finding({
        code: 'DOCUMENT_WRONG_KIND',
        message,
        expected: `kind: ${kind}`,
        location: document.locate(['kind']),
        subject: 'kind',
        details: { found, expected: kind },
      }),
    ];
  }
  if (typeof apiVersion !== 'string' || apiVersion === API_VERSION) return [];
  const hint =
    kind === 'DataContract' && /^v\d/.test(apiVersion)
      ? 'This is an Open Data Contract Standard document; write the contract in the shape of floe.dev/v1'
      : undefined;
  const message = `The apiVersion '${apiVersion}' is not supported`;
  return [
    finding({
      code: 'DOCUMENT_UNSUPPORTED_VERSION',
      message,
      expected: `apiVersion: ${API_VERSION}`,
      hint,
      location: document.locate(['apiVersion']),
      subject: 'apiVersion',
      details: { found: apiVersion },
    }),
  ];
}

const byPlace = (a: Diagnostic, b: Diagnostic): number =>
  (a.location?.line ?? 0) - (b.location?.line ?? 0) ||
  (a.location?.column ?? 0) - (b.location?.column ?? 0) ||
  compareText(a.code, b.code);

function judged<T>(
  yaml: YamlDocument,
  earlier: readonly Diagnostic[],
  { kind, schema, conditions }: Kind<T>,
): DecodeResult<T> {
  const { value } = yaml;
  if (value === null || value === undefined) {
    const message = `The document is empty`;
    return failed([
      ...earlier,
      finding({ code: 'DOCUMENT_EMPTY', message, expected: `a document of kind ${kind}`, location: yaml.locate([]) }),
    ]);
  }
  if (!isMapping(value)) {
    const message = `The document is ${Array.isArray(value) ? 'a list' : 'a single value'}, not a mapping of fields`;
    return failed([
      ...earlier,
      finding({
        code: 'DOCUMENT_WRONG_TYPE',
        message,
        expected: `a document of kind ${kind}`,
        location: yaml.locate([]),
      }),
    ]);
  }
  const header = headerFindings(yaml, value, kind);
  if (header.length > 0) return failed([...earlier, ...header]);
  const parsed = schema.safeParse(value);
  const found = parsed.success ? [] : schemaFindings(schema, yaml, parsed.error.issues);
  const diagnostics = [...earlier, ...found, ...conditions(value).map((each) => complaintFinding(yaml, each))];
  if (!parsed.success || diagnostics.length > 0) return failed(diagnostics);
  const { file } = yaml;
  return {
    document: {
      value: parsed.data,
      file,
      locate: (path) => yaml.locate(path),
      locateKey: (path) => yaml.locateKey(path),
    },
    diagnostics,
  };
}

const failed = (diagnostics: readonly Diagnostic[]): { document: null; diagnostics: Diagnostic[] } => ({
  document: null,
  diagnostics: [...diagnostics].sort(byPlace),
});

function decode<T>(file: SourceFile, kind: Kind<T>, complete = (value: unknown): unknown => value): DecodeResult<T> {
  const { document, diagnostics } = parseYaml(file);
  return document
    ? judged({ ...document, value: complete(document.value) }, diagnostics, kind)
    : { document: null, diagnostics };
}

/** What was made of a manifest that is kept as it was read: of an enterprise's for every product of the company. */
const decoded = new WeakMap<YamlDocument, DecodeResult<Manifest>>();

/** Reads a Manifest of scope enterprise or domain, or without scope (a centralized platform). Never throws. */
export function decodeManifest(file: SourceFile): DecodeResult<Manifest> {
  const { document } = parseYaml(file);
  if (!document) return decode(file, MANIFEST);
  const result = decoded.get(document) ?? decode(file, MANIFEST);
  decoded.set(document, result);
  return result;
}

/** Reads a DataProduct. Never throws. */
export function decodeDataProduct(file: SourceFile): DecodeResult<DataProduct> {
  return decode(file, PRODUCT);
}

/** Reads a DataContract of apiVersion floe.dev/v1 (decision 16). Never throws. */
export function decodeDataContract(file: SourceFile): DecodeResult<DataContract> {
  return decode(file, CONTRACT);
}

/**
 * Reads the `platform-manifest.yaml` of a centralized project, which ADR-0021 (Platform Manifest) prints without
 * apiVersion, kind and metadata: what is absent of these is filled in, as platform 0.0.0.
 */
export function decodePlatformManifest(file: SourceFile): DecodeResult<Manifest> {
  const absent = { apiVersion: API_VERSION, kind: 'Manifest', metadata: { name: 'platform', version: '0.0.0' } };
  return decode(file, MANIFEST, (value) => (isMapping(value) ? { ...absent, ...value } : value));
}
