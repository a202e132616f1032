import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type {
  CompiledColumn,
  CompiledGrant,
  CompiledQualityRule,
  CompiledSla,
} from '../../../src/compiler/artifact.js';
import type { PromisingPort } from '../../../src/compiler/contracts/diffPorts.js';
import { parseDuration } from '../../../src/compiler/values/duration.js';
import { parsePercentage } from '../../../src/compiler/values/percentage.js';
import { column } from './terms.js';

type Mapping = Record<string, unknown>;
const list = (value: unknown): Mapping[] => (Array.isArray(value) ? (value as Mapping[]) : []);
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const some = (value: Mapping): Mapping | undefined => (Object.keys(value).length > 0 ? value : undefined);

/** `customProperties` by their names. */
const custom = (of: Mapping): Mapping =>
  Object.fromEntries(list(of['customProperties']).map(({ property, value }) => [`custom.${String(property)}`, value]));

function columnOf(of: Mapping): CompiledColumn {
  const { 'custom.pii': pii, ...rest } = custom(of);
  const bounds = of['logicalTypeOptions'] as CompiledColumn['bounds'];
  const physicalType = text(of['physicalType']);
  const extensions = some({ ...rest, ...(of['partitioned'] === true && { partitioned: true }) });
  return column(String(of['name']), {
    type: text(of['logicalType']) ?? 'any',
    required: of['required'] === true,
    description: text(of['description']) ?? null,
    primaryKey: of['primaryKey'] === true,
    unique: of['unique'] === true,
    classification: pii === 'true' ? 'pii' : (text(of['classification']) ?? null),
    ...(physicalType && { physicalType }),
    ...(bounds && { bounds }),
    ...(text(of['encryptedName']) && { encrypted: true }),
    ...(extensions && { extensions }),
  });
}

/** The rules of an object and of its columns. */
function rulesOf(object: Mapping): CompiledQualityRule[] {
  const rule =
    (prefix: string) =>
    ({ name, type, query, metric, ...rest }: Mapping): CompiledQualityRule => {
      const operator = Object.keys(rest).find((key) => key.startsWith('mustBe')) ?? null;
      const key = `${prefix}${String(name)}`;
      const measure = query ?? metric ?? null;
      return { key, type: String(type), measure, operator, threshold: operator && rest[operator] };
    };
  return [
    ...list(object['quality']).map(rule('')),
    ...list(object['properties']).flatMap((each) => list(each['quality']).map(rule(`${String(each['name'])}.`))),
  ];
}

function slaOf(document: Mapping): CompiledSla {
  const rows = Object.fromEntries(list(document['slaProperties']).map((each) => [each['property'], each['value']]));
  const { availability, latency } = rows;
  const freshness = parseDuration(text(latency) ?? '');
  const extensions = { ...(latency !== undefined && freshness === null && { latency }) };
  return { freshness, availability: parsePercentage(text(availability) ?? ''), quality: [], extensions };
}

const grantsOf = (document: Mapping): CompiledGrant[] =>
  [...list(document['roles']), ...list(document['servers']).flatMap(({ roles }) => list(roles))].map(
    ({ role, access }) => ({
      grantee: String(role),
      granteeKind: 'role',
      access: access === 'write' ? 'read_write' : 'read',
    }),
  );

/**
 * The schema objects of an ODCS document as ports, as the field map of the specification of contract evolution places
 * them; what it places nowhere stands among the extensions.
 */
export function odcsPorts(file: string): { version: string; ports: PromisingPort[] } {
  const document = parse(readFileSync(file, 'utf8')) as Mapping;
  const { purpose, ...described } = (document['description'] ?? {}) as Mapping;
  const about = { ...custom({ ...described }), ...custom(document) };
  const told = ['name', 'domain', 'price', 'support', 'team'].filter((key) => document[key] !== undefined);
  const own = Object.fromEntries(told.map((key) => [key, document[key]]));
  const ports = list(document['schema']).map((object): PromisingPort => ({
    name: String(object['name']),
    access: { stated: true, default: 'deny', grants: grantsOf(document) },
    terms: {
      columns: list(object['properties']).map(columnOf),
      sla: slaOf(document),
      compatibility: 'backward',
      breakingChangeNotice: null,
      rules: rulesOf(object),
      table: text(object['physicalName']) ?? String(object['name']),
      ...(text(purpose) && { description: text(purpose) }),
      ...(document['status'] === 'deprecated' && { deprecated: true }),
      extensions: {
        ...own,
        ...about,
        ...Object.fromEntries(Object.entries(custom(object)).map(([key, value]) => [`object.${key}`, value])),
      },
    },
  }));
  return { version: String(document['version']), ports };
}
