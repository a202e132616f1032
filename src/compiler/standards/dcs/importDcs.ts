import type { Sla } from '../../document/common.js';
import { finding } from '../../document/yaml/finding.js';
import { schemaFindings } from '../../document/shape/issues.js';
import { mappingOf, textOf, textsOf } from '../../document/dbt/project/values.js';
import type { DocumentOutputPort } from '../../document/product.js';
import { parseYaml } from '../../document/yaml/yaml.js';
import { formatDuration, parseDuration } from '../../values/duration.js';
import { parsePercentage } from '../../values/percentage.js';
import { importedPort } from '../common/importedPort.js';
import { refused, type Importer } from '../common/importer.js';
import { statusMeant } from '../odcs/status.js';
import { brokenReferences } from './brokenReferences.js';
import { DcsReader, MOST_COLUMNS } from './DcsReader.js';
import { dcsSchema } from './schema.js';
import { isMapping, type Mapping } from '../../values/json.js';

const VERSION = /^(0\.9\.\d+|1\.\d+\.\d+)$/;

function slaOf(levels: Mapping): Sla | undefined {
  const duration = (...[level, key]: [string, string]): string | undefined => {
    const iso = parseDuration(textOf(mappingOf(levels[level])[key]) ?? '');
    return iso === null ? undefined : formatDuration(iso);
  };
  const freshness = duration('freshness', 'threshold') ?? duration('latency', 'threshold');
  const retention = duration('retention', 'period');
  const availability = parsePercentage(textOf(mappingOf(levels['availability'])['percentage']) ?? '');
  const sla: Sla = {
    ...(freshness !== undefined && { freshness }),
    ...(availability !== null && { availability }),
    ...(retention !== undefined && { retention }),
  };
  return Object.keys(sla).length > 0 ? sla : undefined;
}

/** Where the first server says that its tables lie. */
function namespaceOf(servers: unknown): string | undefined {
  const places = Object.values(mappingOf(servers)).map(mappingOf);
  const found = places.map(({ schema, dataset, database }) => textOf(schema) ?? textOf(dataset) ?? textOf(database));
  return found.find((each) => each !== null) ?? undefined;
}

function portsOf(document: Mapping, namespace: string | undefined, reader: DcsReader): DocumentOutputPort[] {
  const { models, servicelevels, info, servers } = document;
  const sla = slaOf(mappingOf(servicelevels));
  const stated = textOf(mappingOf(info)['status']);
  const status = statusMeant(stated ?? 'active');
  return Object.entries(mappingOf(models)).map(([name, value]) => {
    const model = mappingOf(value);
    const keys = textsOf(model['primaryKey'] ?? []);
    const columns = reader.columns(model['fields']);
    return {
      ...importedPort({
        name,
        namespace: namespace ?? namespaceOf(servers),
        description: textOf(model['description']),
        columns: columns.map((each) => (keys.includes(each.name) ? { ...each, primary_key: true } : each)),
      }),
      ...(sla && { sla }),
      ...(status !== 'active' && { lifecycle: { status } }),
    };
  });
}

/**
 * A Data Contract Specification document (datacontract.com, 0.9 to 1.2; deprecated) as output ports, one a model. One way:
 * what our model does not hold is left out.
 */
export const importDcs: Importer = (file, namespace) => {
  const { document, diagnostics } = parseYaml(file);
  if (!document || !isMapping(document.value)) return refused(diagnostics);
  const { value } = document;
  const parsed = dcsSchema.safeParse(value);
  if (!parsed.success) return refused(schemaFindings(dcsSchema, document, parsed.error.issues));
  const version = String(value['dataContractSpecification']);
  if (!VERSION.test(version)) {
    const message = `The version '${version}' of the Data Contract Specification is not supported`;
    const location = document.locate(['dataContractSpecification']);
    return refused([finding({ code: 'DOCUMENT_UNSUPPORTED_VERSION', message, expected: '0.9.x to 1.2.x', location })]);
  }
  const broken = brokenReferences(document);
  if (broken.length > 0) return refused(broken);
  const reader = new DcsReader(mappingOf(value['definitions']));
  const ports = portsOf(value, namespace, reader);
  if (!reader.isTooLarge) return { product: { output_ports: ports }, kept: 0, diagnostics: [] };
  const message = `It comes to more than ${MOST_COLUMNS} columns`;
  return refused([finding({ code: 'PORT_SCHEMA_INVALID', message, location: document.locate(['models']) })]);
};
