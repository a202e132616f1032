import { stringify } from 'yaml';
import type { Diagnostic } from '../../diagnostic.js';
import { listOf, mappingOf, textOf } from '../../document/dbt/values.js';
import { isMapping, type Mapping } from '../../document/shape.js';
import { parseYaml } from '../../document/yaml.js';
import type { SourceFile } from '../../source.js';
import { residueOf, withResidue, type Residue } from '../residue.js';
import { columnOf, propertyOf } from './columns.js';
import type { StandardContract, StandardTable } from './model.js';
import { odcsProblems } from './problems.js';
import { slaOf, slaProperties } from './sla.js';

/** A document of a standard as it was taken in. */
export interface Imported<T> {
  /** null where it is refused. */
  readonly model: T | null;
  /** What our model does not hold of it. */
  readonly residue: Residue;
  readonly diagnostics: readonly Diagnostic[];
}

const custom = (document: Mapping, name: string): string | null =>
  textOf(
    listOf(document['customProperties'])
      .filter(isMapping)
      .find(({ property }) => property === name)?.['value'],
  );

function tableOf(object: Mapping): StandardTable {
  return {
    name: textOf(object['name']) ?? '',
    physicalName: textOf(object['physicalName']),
    description: textOf(object['description']),
    columns: listOf(object['properties']).filter(isMapping).map(columnOf),
  };
}

function contractOf(document: Mapping): StandardContract {
  return {
    id: textOf(document['id']) ?? '',
    name: textOf(document['name']),
    version: textOf(document['version']) ?? '',
    status: textOf(document['status']),
    domain: textOf(document['domain']),
    product: custom(document, 'floeProviderProduct') ?? textOf(document['dataProduct']),
    purpose: textOf(mappingOf(document['description'])['purpose']),
    tables: listOf(document['schema']).filter(isMapping).map(tableOf),
    sla: slaOf(document['slaProperties']),
  };
}

/** The document that says all that the model holds, and nothing else. */
function documentOf(contract: StandardContract): Record<string, unknown> {
  const promises = slaProperties(contract.sla);
  return {
    ...{ apiVersion: 'v3.1.0', kind: 'DataContract', id: contract.id },
    ...(contract.name !== null && { name: contract.name }),
    version: contract.version,
    ...(contract.status !== null && { status: contract.status }),
    ...(contract.domain !== null && { domain: contract.domain }),
    ...(contract.product !== null && { dataProduct: contract.product }),
    ...(contract.purpose !== null && { description: { purpose: contract.purpose } }),
    ...(contract.tables.length > 0 && {
      schema: contract.tables.map(({ name, physicalName, description, columns }) => ({
        name,
        ...(physicalName !== null && { physicalName }),
        ...(description !== null && { description }),
        ...(columns.length > 0 && { properties: columns.map(propertyOf) }),
      })),
    }),
    ...(promises.length > 0 && { slaProperties: promises }),
  };
}

/**
 * Takes in a document of the Open Data Contract Standard v3 (3.0.x, 3.1.0, 3.2.0). What our model does not hold is kept
 * as residue, so that `exportOdcs` gives the same document back. Never throws; what breaks the standard is refused with
 * the place.
 */
export function importOdcs(file: SourceFile): Imported<StandardContract> {
  const { document, diagnostics } = parseYaml(file);
  const refused = (found: readonly Diagnostic[]): Imported<StandardContract> => ({
    model: null,
    residue: [],
    diagnostics: found,
  });
  if (!document) return refused(diagnostics);
  const problems = [...diagnostics, ...odcsProblems(document)];
  if (problems.some(({ severity }) => severity === 'error') || !isMapping(document.value)) return refused(problems);
  const model = contractOf(document.value);
  return { model, residue: residueOf(documentOf(model), document.value), diagnostics: problems };
}

/** The document of a contract, with what was kept when it came in; plain data. */
export const odcsDocument = (contract: StandardContract, residue: Residue = []): unknown =>
  withResidue(documentOf(contract), residue);

/** The same as YAML. */
export const exportOdcs = (contract: StandardContract, residue: Residue = []): string =>
  stringify(odcsDocument(contract, residue), { lineWidth: 0 });
