import { listOf, mappingOf, textOf } from '../../../document/dbt/project/values.js';
import type { Access, OdcsContract, OdcsHead, OdcsTable } from '../contract.js';
import { customValue } from '../customProperties.js';
import { readProperty } from './readProperty.js';
import { readSla, slaNames } from '../sla.js';
import { lookup } from '../../../values/lookup.js';
import { isMapping, type Mapping } from '../../../values/json.js';

const stated = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null)) as T;

const TEXTS = ['name', 'status', 'domain', 'dataProduct'] as const;

function headOf(document: Mapping): OdcsHead {
  const custom = (key: string): string | undefined =>
    textOf(customValue(document['customProperties'], key)) ?? undefined;
  const fqn = (...names: readonly string[]): string | undefined => {
    const parts = names.map(custom);
    return parts.every((part) => part !== undefined && !part.includes('.')) ? parts.join('.') : undefined;
  };
  const texts = TEXTS.map((key) => [key, typeof document[key] === 'string' ? document[key] : undefined]);
  const { purpose } = mappingOf(document['description']);
  return stated({
    apiVersion: String(document['apiVersion']),
    id: String(document['id']),
    version: String(document['version']),
    ...(Object.fromEntries(texts) as Mapping),
    purpose: typeof purpose === 'string' ? purpose : undefined,
    provider: fqn('provider_domain', 'provider_product', 'provider_port'),
    consumer: fqn('consumer_domain', 'consumer_product'),
    compatibility: custom('schema_compatibility'),
    notice: custom('breaking_change_notification'),
  });
}

const tableOf = (object: Mapping): OdcsTable =>
  stated({
    name: String(object['name']),
    physicalName: textOf(object['physicalName']) ?? undefined,
    description: textOf(object['description']) ?? undefined,
    columns: listOf(object['properties']).filter(isMapping).map(readProperty),
  });

const ACCESS: Readonly<Record<string, 'read' | 'read_write'>> = lookup({
  read: 'read',
  write: 'read_write',
  read_write: 'read_write',
  readwrite: 'read_write',
});

type Grant = NonNullable<Access['grants']>[number];

/** Roles that read or write; what else a role may do is the residue's. */
function accessOf(document: Mapping): Access | undefined {
  const roles = listOf(document['roles']).flatMap((each): Grant[] => {
    const { role, access } = mappingOf(each);
    const granted = typeof access === 'string' ? ACCESS[access.toLowerCase()] : undefined;
    return typeof role === 'string' && /\S/.test(role) && granted ? [{ role, access: granted }] : [];
  });
  const others = listOf(customValue(document['customProperties'], 'grants')).flatMap((each): Grant[] => {
    const { domain, product, access } = mappingOf(each);
    if (access !== 'read' && access !== 'read_write') return [];
    if (typeof domain === 'string') return [{ domain, access }];
    return typeof product === 'string' ? [{ product, access }] : [];
  });
  const grants = [...roles, ...others];
  const open = customValue(document['customProperties'], 'access_default') === 'allow';
  if (grants.length === 0 && !open) return undefined;
  return { default: open ? 'allow' : 'deny', ...(grants.length > 0 && { grants }) };
}

/** As much of a document of the standard as our documents hold. */
export function readContract(document: Mapping): OdcsContract {
  const names = slaNames(document['slaProperties']);
  const [sla, access] = [readSla(document['slaProperties']), accessOf(document)];
  return {
    head: headOf(document),
    tables: listOf(document['schema']).filter(isMapping).map(tableOf),
    ...(sla && { sla }),
    ...(Object.keys(names).length > 0 && { slaNames: names }),
    ...(access && { access }),
  };
}
