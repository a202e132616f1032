import type { Access, OdcsContract, OdcsHead, OdcsTable } from '../contract.js';
import { customProperties } from '../customProperties.js';
import { writeSla } from '../sla.js';
import { odcsVersion, type OdcsVersion } from '../version.js';
import { writeProperty } from './writeProperty.js';
import { someOf, stated } from '../../common/stated.js';
import type { Mapping } from '../../../values/json.js';

/** The positions of a key of several columns. */
function properties(table: OdcsTable, version: OdcsVersion): Mapping[] {
  const keys = table.columns.filter((column) => column.primary_key);
  return table.columns.map((column) => {
    const property = writeProperty(column, version);
    if (keys.length < 2 || !column.primary_key) return property;
    return { ...property, primaryKeyPosition: keys.indexOf(column) + 1 };
  });
}

const schemaObject = (table: OdcsTable, version: OdcsVersion): Mapping =>
  stated({
    name: table.name,
    physicalName: table.physicalName,
    logicalType: 'object',
    physicalType: 'table',
    description: table.description,
    properties: properties(table, version),
  });

const roles = ({ grants = [] }: Access): Mapping[] =>
  grants.flatMap(({ role, access }) =>
    role === undefined ? [] : [{ role, access: access === 'read' ? 'read' : 'write' }],
  );

/** The standard grants to roles only. */
const otherGrants = ({ grants = [] }: Access): Mapping[] => grants.filter(({ role }) => role === undefined);

function custom({ provider, consumer, compatibility, notice }: OdcsHead, access: Access): readonly unknown[] {
  const [domain, product, port] = provider?.split('.') ?? [];
  const [consumerDomain, consumerProduct] = consumer?.split('.') ?? [];
  const others = otherGrants(access);
  return customProperties({
    provider_domain: domain,
    provider_product: product,
    provider_port: port,
    consumer_domain: consumerDomain,
    consumer_product: consumerProduct,
    schema_compatibility: compatibility,
    breaking_change_notification: notice,
    ...(others.length > 0 && { grants: others }),
    ...(access.default === 'allow' && { access_default: 'allow' }),
  });
}

/** The team of 3.1 is a mapping, before it a list of people. */
function ownerFields({ owner }: OdcsContract, { hasRelationships }: OdcsVersion): Mapping {
  if (!owner) return {};
  const { team, email, slack } = owner;
  const support = [
    ...(email ? [{ channel: email, tool: 'email', url: `mailto:${email}` }] : []),
    ...(slack ? [{ channel: slack, tool: 'slack' }] : []),
  ];
  return { ...(team && hasRelationships && { team: { name: team } }), ...someOf('support', support) };
}

/** A contract as a document of the standard, in the order in which the standard tells its fields. */
export function writeContract(contract: OdcsContract): Mapping {
  const { head, tables, sla, slaNames, access = {} } = contract;
  const version = odcsVersion(head.apiVersion);
  const { apiVersion, id, name, status, domain, dataProduct, purpose } = head;
  return {
    ...stated({ apiVersion, kind: 'DataContract', id, name, version: head.version, status, domain, dataProduct }),
    ...(purpose !== undefined && { description: { purpose } }),
    ...someOf(
      'schema',
      tables.map((table) => schemaObject(table, version)),
    ),
    ...ownerFields(contract, version),
    ...someOf('roles', roles(access)),
    ...someOf('slaProperties', writeSla(sla, slaNames)),
    ...someOf('customProperties', custom(head, access)),
  };
}
