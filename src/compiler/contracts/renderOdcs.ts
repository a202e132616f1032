import { stringify } from 'yaml';
import { propertyOf } from '../standards/odcs/columns.js';
import { slaProperties } from '../standards/odcs/sla.js';
import type { RenderedContract } from './render.js';

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
        properties: terms.columns.map(propertyOf),
      },
    ],
    ...(promises.length > 0 ? { slaProperties: promises } : {}),
    customProperties,
  };
  return stringify(document, { lineWidth: 0 });
}
