import { stringify } from 'yaml';
import type { CompiledColumn, CompiledSla } from '../artifact.js';
import { durationSeconds } from '../duration.js';
import type { RenderedContract } from './render.js';

/** ODCS v3.1.0's logical types; what is none of them (`decimal(10,2)`) is told by its base. */
const LOGICAL: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'integer',
  number: 'number',
  decimal: 'number',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'timestamp',
  time: 'time',
  object: 'object',
  array: 'array',
};

const logicalType = (type: string): string => LOGICAL[type.toLowerCase().replace(/\(.*/, '').trim()] ?? 'string';

function property(column: CompiledColumn): Record<string, unknown> {
  const validValues = column.enum
    ? [{ type: 'library', metric: 'invalidValues', arguments: { validValues: [...column.enum] }, mustBe: 0 }]
    : [];
  return {
    name: column.name,
    ...(column.description ? { description: column.description } : {}),
    logicalType: logicalType(column.type),
    physicalType: column.type,
    ...(column.required ? { required: true } : {}),
    ...(column.unique ? { unique: true } : {}),
    ...(column.primaryKey ? { primaryKey: true } : {}),
    ...(column.classification ? { classification: column.classification } : {}),
    ...(validValues.length > 0 ? { quality: validValues } : {}),
  };
}

function slaProperties(sla: CompiledSla | null): Record<string, unknown>[] {
  if (!sla) return [];
  return [
    ...(sla.freshness ? [{ property: 'latency', value: durationSeconds(sla.freshness), unit: 's' }] : []),
    ...(sla.availability === null ? [] : [{ property: 'availability', value: sla.availability, unit: '%' }]),
    ...sla.quality.map(({ metric, target }) => ({ property: metric, value: target, unit: '%' })),
  ];
}

/** A contract as a document of the Open Data Contract Standard, v3.1.0, YAML (decision 16). */
export function renderOdcs(contract: RenderedContract & { readonly status: string }): string {
  const { name, version, status, providerPort, consumer, terms } = contract;
  const [domain, dataProduct, port] = providerPort.split('.');
  const promises = slaProperties(terms.sla);
  const customProperties = [
    { property: 'consumer', value: consumer },
    { property: 'schemaCompatibility', value: terms.compatibility },
    ...(terms.breakingChangeNotice
      ? [{ property: 'breakingChangeNotification', value: terms.breakingChangeNotice }]
      : []),
  ];
  const document = {
    ...{ apiVersion: 'v3.1.0', kind: 'DataContract', id: name, name, version, status, domain, dataProduct },
    schema: [
      {
        ...{ name: port, logicalType: 'object', physicalType: 'table', physicalName: terms.table },
        properties: terms.columns.map(property),
      },
    ],
    ...(promises.length > 0 ? { slaProperties: promises } : {}),
    customProperties,
  };
  return stringify(document, { lineWidth: 0 });
}
