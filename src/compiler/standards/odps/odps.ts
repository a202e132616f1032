import { stringify } from 'yaml';
import type { Diagnostic } from '../../diagnostic.js';
import { listOf, mappingOf, textOf } from '../../document/dbt/values.js';
import { finding } from '../../document/finding.js';
import { isMapping, type Mapping } from '../../document/shape.js';
import { parseYaml, type YamlDocument } from '../../document/yaml.js';
import type { DocumentPath, SourceFile } from '../../source.js';
import type { Imported } from '../odcs/odcs.js';
import { residueOf, withResidue, type Residue } from '../residue.js';

/** A port of a product as the Open Data Product Standard has it. */
export interface StandardPort {
  readonly name: string;
  readonly version: string | null;
  readonly contractId: string | null;
  readonly type: string | null;
  readonly description: string | null;
}

/** A product as our model holds it. */
export interface StandardProduct {
  readonly id: string;
  readonly name: string | null;
  readonly version: string | null;
  readonly status: string | null;
  readonly domain: string | null;
  readonly purpose: string | null;
  readonly team: string | null;
  readonly inputPorts: readonly StandardPort[];
  readonly outputPorts: readonly StandardPort[];
}

const portOf = (port: Mapping): StandardPort => ({
  name: textOf(port['name']) ?? '',
  version: textOf(port['version']),
  contractId: textOf(port['contractId']),
  type: textOf(port['type']),
  description: textOf(port['description']),
});

const ports = (value: unknown): StandardPort[] => listOf(value).filter(isMapping).map(portOf);

function productOf(document: Mapping): StandardProduct {
  return {
    id: textOf(document['id']) ?? '',
    name: textOf(document['name']),
    version: textOf(document['version']),
    status: textOf(document['status']),
    domain: textOf(document['domain']),
    purpose: textOf(mappingOf(document['description'])['purpose']),
    team: textOf(mappingOf(document['team'])['name']),
    inputPorts: ports(document['inputPorts']),
    outputPorts: ports(document['outputPorts']),
  };
}

/** Without what nobody says. */
const stated = (values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));

const writtenPort = ({ name, description, type, version, contractId }: StandardPort): Record<string, unknown> =>
  stated({ name, description, type, version, contractId });

function documentOf(product: StandardProduct): Record<string, unknown> {
  const { id, name, version, status, domain, purpose, team, inputPorts, outputPorts } = product;
  return {
    ...stated({ apiVersion: 'v1.0.0', kind: 'DataProduct', id, name, version, status, domain }),
    ...(purpose !== null && { description: { purpose } }),
    ...(team !== null && { team: { name: team } }),
    ...(inputPorts.length > 0 && { inputPorts: inputPorts.map(writtenPort) }),
    ...(outputPorts.length > 0 && { outputPorts: outputPorts.map(writtenPort) }),
  };
}

type Problem = (at: DocumentPath, message: string, expected: string) => Diagnostic;

function portProblems(port: unknown, at: DocumentPath, needed: readonly string[], problem: Problem): Diagnostic[] {
  if (!isMapping(port)) return [problem(at, 'A port is not a mapping', 'a mapping')];
  return needed.flatMap((field) =>
    textOf(port[field]) === null ? [problem([...at, field], `A port lacks '${field}'`, `'${field}' as a text`)] : [],
  );
}

const NEEDED = { inputPorts: ['name', 'version', 'contractId'], outputPorts: ['name', 'version'] } as const;

function problemsOf(document: YamlDocument): Diagnostic[] {
  const { value } = document;
  const problem: Problem = (at, message, expected) =>
    finding({ code: 'STANDARD_DOCUMENT_INVALID', message, expected, location: document.locate(at) });
  if (!isMapping(value)) return [problem([], 'The document holds no mapping', 'a data product')];
  const cannot = (field: string, expected: string): Diagnostic =>
    problem([field], `'${field}' cannot be ${JSON.stringify(value[field]) ?? 'absent'}`, expected);
  return [
    ...(/^v(0\.9|1)\.\d+(\.\d+)?$/.test(String(value['apiVersion'])) ? [] : [cannot('apiVersion', 'v1.0.0')]),
    ...(value['kind'] === 'DataProduct' ? [] : [cannot('kind', 'DataProduct')]),
    ...['id', 'status'].flatMap((field) => (textOf(value[field]) === null ? [cannot(field, 'a text')] : [])),
    ...(['inputPorts', 'outputPorts'] as const).flatMap((list) =>
      value[list] !== undefined && !Array.isArray(value[list])
        ? [problem([list], `'${list}' is not a list`, 'a list of ports')]
        : listOf(value[list]).flatMap((port, index) => portProblems(port, [list, index], NEEDED[list], problem)),
    ),
  ];
}

/**
 * Takes in a document of the Open Data Product Standard v1 (or its draft v0.9). What our model does not hold is kept as
 * residue. Never throws; what breaks the standard is refused with the place.
 */
export function importOdps(file: SourceFile): Imported<StandardProduct> {
  const { document, diagnostics } = parseYaml(file);
  const found = document ? [...diagnostics, ...problemsOf(document)] : diagnostics;
  if (!document || !isMapping(document.value) || found.some(({ severity }) => severity === 'error'))
    return { model: null, residue: [], diagnostics: found };
  const model = productOf(document.value);
  return { model, residue: residueOf(documentOf(model), document.value), diagnostics: found };
}

/** The document of a product, with what was kept when it came in; plain data. */
export const odpsDocument = (product: StandardProduct, residue: Residue = []): unknown =>
  withResidue(documentOf(product), residue);

/** The same as YAML. */
export const exportOdps = (product: StandardProduct, residue: Residue = []): string =>
  stringify(odpsDocument(product, residue), { lineWidth: 0 });
