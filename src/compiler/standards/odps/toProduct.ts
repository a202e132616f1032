import type { OdpsExtension } from '../../document/extensions.js';
import { listOf, mappingOf, textOf } from '../../document/dbt/project/values.js';
import { dataProductSchema, type DocumentInputPort, type DocumentOutputPort } from '../../document/product.js';
import { portName, tableName, tablePart } from '../common/names.js';
import { customValue } from '../odcs/customProperties.js';
import { statusMeant } from '../odcs/status.js';
import { residueOf } from '../residue/residueOf.js';
import type { ProductParts } from './product.js';
import { writeOdps } from './writeOdps.js';
import { isMapping, type Mapping } from '../../values/json.js';

/** The product that a document of the standard describes, and all that it does not hold of it. */
export interface ImportedProduct {
  readonly product: ProductParts;
  readonly extension: OdpsExtension;
}

const ports = (document: Mapping, key: string): Mapping[] => listOf(document[key]).filter(isMapping);
const PORT = /^[a-z0-9][a-z0-9_-]*(\.[a-z0-9][a-z0-9_-]*){2}$/;

/** Names by port: a port that stands in several versions gets the version behind its name, from the second on. */
function namesOf(list: readonly Mapping[]): string[] {
  const taken = new Set<string>();
  return list.map(({ name, version }) => {
    const plain = portName(String(name));
    const further = version === undefined ? plain : `${plain}-v${String(version)}`;
    const own = taken.has(plain) ? portName(further, taken) : plain;
    taken.add(own);
    return own;
  });
}

/** The standard has no tables: one that we did not write is called after its port, in the domain. */
function outputPort(port: Mapping, name: string, namespace: string): DocumentOutputPort {
  const table = customValue(port['customProperties'], 'table');
  const description = textOf(port['description']);
  return {
    name,
    ...(description !== null && { description }),
    table: tableName(typeof table === 'string' ? table : name.replace(/-/g, '_'), namespace),
  };
}

function inputSource(port: Mapping): DocumentInputPort['source'] {
  const custom = (key: string): unknown => customValue(port['customProperties'], key);
  const [ref, columns, ingestion] = [custom('ref'), custom('columns'), mappingOf(custom('ingestion'))];
  if (typeof ref === 'string' && PORT.test(ref)) {
    const names = listOf(columns).filter((each): each is string => typeof each === 'string');
    return { type: 'data_product', ref, ...(names.length > 0 && { columns: names }) };
  }
  const [type, source] = [textOf(ingestion['type']), textOf(ingestion['source'])];
  if (type !== null && source !== null) return { type: 'ingestion', config: { ...ingestion, type, source } };
  return { type: 'ingestion', config: { type: 'contract', source: textOf(port['contractId']) ?? 'unknown' } };
}

function inputPort(port: Mapping, name: string): DocumentInputPort {
  const custom = (key: string): string | null => textOf(customValue(port['customProperties'], key));
  const [description, freshness] = [custom('description'), custom('freshness_requirement')];
  return {
    name,
    ...(description !== null && { description }),
    source: inputSource(port),
    ...(freshness !== null && /^(\d+[wdhms])+$/.test(freshness) && { freshness_requirement: freshness }),
  };
}

function ownership(document: Mapping): ProductParts['ownership'] {
  const team = textOf(mappingOf(document['team'])['name']);
  const mail = listOf(document['support']).map((each) =>
    /^mailto:([^\s@]+@[^\s@?]+)$/.exec(String(mappingOf(each)['url'])),
  );
  const email = mail.find((each) => each !== null)?.[1];
  const slack = textOf(customValue(document['customProperties'], 'slack'));
  const found = { ...(team !== null && { team }), ...(email && { email }), ...(slack !== null && { slack }) };
  return Object.keys(found).length > 0 ? found : undefined;
}

const origin = (port: Mapping, name: string) => ({
  port: name,
  name: String(port['name']),
  ...textField(port, 'version'),
  ...textField(port, 'contractId'),
});

/** The field as it stands, where it is a text. */
function textField<K extends string>(owner: Mapping, key: K): { [P in K]?: string } {
  const value = owner[key];
  return typeof value === 'string' ? ({ [key]: value } as { [P in K]?: string }) : {};
}

function extensionOf(document: Mapping, inputs: readonly string[], outputs: readonly string[]): OdpsExtension {
  return {
    product: {
      apiVersion: String(document['apiVersion']),
      id: String(document['id']),
      ...textField(document, 'status'),
      ...textField(document, 'name'),
      ...textField(document, 'version'),
      ...textField(document, 'domain'),
    },
    outputPorts: ports(document, 'outputPorts').map((port, at) => origin(port, outputs[at] ?? '')),
    inputPorts: ports(document, 'inputPorts').map((port, at) => origin(port, inputs[at] ?? '')),
    residue: {},
  };
}

const schema = dataProductSchema.shape;
const VERSION = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/;

/** A product of the standard, as `readOdps` accepts it, in ours; with the extension it gives the same document back. */
export function productOfOdps(
  document: Mapping,
  namespace = tablePart(textOf(document['domain']) ?? 'unknown'),
): ImportedProduct {
  const [inputs, outputs] = [namesOf(ports(document, 'inputPorts')), namesOf(ports(document, 'outputPorts'))];
  const { purpose } = mappingOf(document['description']);
  const owner = ownership(document);
  const version = String(document['version'] ?? '').replace(/^v/, '');
  const status = statusMeant(textOf(document['status']) ?? 'active');
  const custom = (key: string): unknown => customValue(document['customProperties'], key);
  const ref = textOf(custom('domain_ref'));
  const schedule = schema.schedule.safeParse(custom('schedule')).data;
  const transforms = Array.isArray(custom('transforms'))
    ? schema.transforms.safeParse(custom('transforms')).data
    : null;
  const product: ProductParts = {
    metadata: {
      name: portName(textOf(document['name']) ?? String(document['id'])),
      version: VERSION.test(version) ? version : '0.1.0',
      ...(typeof purpose === 'string' && { description: purpose }),
    },
    ...(ref !== null && { domain: { ref } }),
    ...(owner && { ownership: owner }),
    ...(status !== 'active' && { lifecycle: { status } }),
    output_ports: ports(document, 'outputPorts').map((port, at) => outputPort(port, outputs[at] ?? '', namespace)),
    input_ports: ports(document, 'inputPorts').map((port, at) => inputPort(port, inputs[at] ?? '')),
    ...(transforms && { transforms }),
    ...(schedule && { schedule }),
  };
  const extension = extensionOf(document, inputs, outputs);
  const residue = residueOf(writeOdps(product, extension, ref === null ? undefined : extension.product.id), document);
  return { product, extension: { ...extension, residue: residue as OdpsExtension['residue'] } };
}
