import { lookup } from '../../values/lookup.js';
import type { Editions, Kind } from '../common/editions.js';

const words = (text: string): string[] => text.trim().split(/\s+/);
const since = (version: string, fields: string): Record<string, string> =>
  Object.fromEntries(words(fields).map((field) => [field, version]));

/** What nearly everything may carry. */
const NOTES = { customProperties: 'custom', authoritativeDefinitions: 'definition' };
/** Until 3.0 a mapping of these fields took any other one beside them. */
const until31 = (own: string, free = ''): Kind['closed'] => ({
  since: 'v3.1.0',
  own: words(own),
  ...(free !== '' && { free: words(free) }),
});

const RULE = `authoritativeDefinitions businessImpact customProperties description dimension method name schedule
  scheduler severity tags type unit rule query engine implementation mustBe mustNotBe mustBeGreaterThan
  mustBeGreaterOrEqualTo mustBeLessThan mustBeLessOrEqualTo mustBeBetween mustNotBeBetween`;
const MEMBER = 'dateIn dateOut description name replacedByUsername role username';
const ROLE = 'role access description firstLevelApprovers secondLevelApprovers customProperties';

const object: Kind = {
  parts: {
    ...NOTES,
    properties: 'property',
    quality: 'rule',
    relationships: 'relationship',
    synonyms: 'synonym',
    context: 'context',
  },
  since: { ...since('v3.1.0', 'id relationships'), ...since('v3.2.0', 'context synonyms deprecated') },
};

const property: Kind = {
  parts: {
    ...NOTES,
    properties: 'property',
    items: 'property',
    map: 'map',
    quality: 'rule',
    relationships: 'relationship',
    synonyms: 'synonym',
    enum: 'value',
  },
  since: {
    physicalName: 'v3.0.2',
    ...since('v3.1.0', 'id relationships'),
    ...since('v3.2.0', 'synonyms deprecated semanticType enum map'),
  },
  values: { logicalType: { ...since('v3.1.0', 'timestamp time'), ...since('v3.2.0', 'map vector') } },
};

/**
 * What the versions of the Open Data Contract Standard differ in (its change log and its JSON Schemas): 3.1 closed what 3.0
 * had left open, so that of a 3.0 document a further field is the author's own.
 */
export const ODCS_EDITIONS: Editions = {
  known: ['v3.0.0', 'v3.0.1', 'v3.0.2', 'v3.1.0', 'v3.2.0'],
  kinds: lookup<Kind>({
    document: {
      parts: {
        ...NOTES,
        description: 'description',
        servers: 'server',
        schema: 'object',
        support: 'support',
        price: 'price',
        team: 'team',
        roles: 'role',
        slaProperties: 'level',
        context: 'context',
      },
      items: { team: 'member' },
      since: { authoritativeDefinitions: 'v3.0.1', context: 'v3.2.0' },
    },
    description: { parts: NOTES },
    server: {
      parts: { customProperties: 'custom', roles: 'role' },
      values: { type: { ...since('v3.1.0', 'hive impala zen'), ...since('v3.2.0', 'exasol hana iceberg teradata') } },
    },
    object,
    property,
    map: { parts: { key: 'property', value: 'property' } },
    rule: { parts: NOTES, closed: until31(RULE) },
    relationship: { parts: { customProperties: 'custom' }, since: { id: 'v3.2.0' } },
    synonym: { parts: { customProperties: 'custom' } },
    value: { parts: NOTES },
    context: { parts: { verifiedStatements: 'statement', constraints: 'statement' } },
    statement: { parts: NOTES },
    support: {
      parts: { customProperties: 'custom' },
      optional: { url: 'v3.1.0' },
      closed: until31('channel description invitationUrl scope tool url'),
    },
    price: { closed: until31('priceAmount priceCurrency priceUnit') },
    team: { parts: { ...NOTES, members: 'member' } },
    member: { parts: NOTES, closed: until31(MEMBER, 'username') },
    role: { parts: { customProperties: 'custom' }, closed: until31(ROLE) },
    level: {
      parts: NOTES,
      since: since('v3.2.0', 'customProperties authoritativeDefinitions'),
      closed: until31('driver element property unit value valueExt'),
    },
    custom: { since: { vendor: 'v3.2.0' }, closed: until31('property value', 'property value') },
    definition: { closed: until31('url type') },
  }),
};
