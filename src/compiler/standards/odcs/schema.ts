import * as z from 'zod';
import { choice, flag, free, line, list, number, shaped, strict, text } from '../../document/shape/fields.js';

/**
 * The shape of a document of the Open Data Contract Standard, 3.0 to 3.2: every field of any of these versions, for tools
 * stamp an older version than they write. What one field says of another stands in conditions.ts.
 */

const stableId = () => shaped(z.string().regex(/^[A-Za-z0-9_-]+$/), 'an id of letters, digits, "-" and "_"');
const date = () => shaped(z.string().regex(/^\d{4}-\d{2}-\d{2}$/), 'a date such as "2026-03-31"');
const instant = () =>
  shaped(
    z.string().regex(/^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:?\d{2})$/),
    'an instant such as "2026-03-31T09:30:00Z"',
  );
const scalar = () =>
  shaped(z.union([z.string(), z.number(), z.boolean(), z.null()]), 'a text, a number, true or false');
const whole = () => shaped(z.number().int(), 'a whole number');
const texts = () => list(text());
const anything = () =>
  shaped(
    z.unknown().refine((value) => value !== undefined),
    'a value',
  );

const customPropertiesSchema = list(
  strict({
    id: stableId().optional(),
    property: text(),
    value: anything(),
    description: text().optional(),
    vendor: text().optional(),
  }),
);
const definitionsSchema = list(
  strict({ id: stableId().optional(), url: text(), type: text(), description: text().optional() }),
);

const described = {
  tags: texts().optional(),
  customProperties: customPropertiesSchema.optional(),
  authoritativeDefinitions: definitionsSchema.optional(),
};

const between = () =>
  shaped(
    z.tuple([z.number(), z.number()]).refine(([low, high]) => low !== high),
    'a list of two numbers that differ',
  );

const qualitySchema = list(
  strict({
    ...described,
    id: stableId().optional(),
    name: text().optional(),
    description: text().optional(),
    businessImpact: text().optional(),
    method: text().optional(),
    schedule: text().optional(),
    scheduler: text().optional(),
    severity: text().optional(),
    unit: text().optional(),
    dimension: choice(
      ...(['accuracy', 'completeness', 'conformity', 'consistency', 'coverage', 'timeliness', 'uniqueness'] as const),
    ).optional(),
    type: choice('text', 'library', 'sql', 'custom').optional(),
    metric: choice('nullValues', 'missingValues', 'invalidValues', 'duplicateValues', 'rowCount').optional(),
    rule: text().optional(),
    arguments: free().optional(),
    query: text().optional(),
    engine: text().optional(),
    implementation: shaped(z.union([z.string(), z.record(z.string(), z.unknown())]), 'a text or a mapping').optional(),
    mustBe: anything().optional(),
    mustNotBe: anything().optional(),
    mustBeGreaterThan: number().optional(),
    mustBeGreaterOrEqualTo: number().optional(),
    mustBeLessThan: number().optional(),
    mustBeLessOrEqualTo: number().optional(),
    mustBeBetween: between().optional(),
    mustNotBeBetween: between().optional(),
  }),
);

/** `table.column` to any depth, or ids as `schema/orders/properties/id`, of another file after its name and `#`. */
const REFERENCE =
  /^[A-Za-z_][\w-]*(\.[A-Za-z_][\w-]*)+$|^(?:(?:https?:\/\/)?[\w.\-/]+\.ya?ml#)?\/?[A-Za-z_]\w*\/[\w-]+(?:\/[A-Za-z_]\w*\/[\w-]+)*$/;
const oneReference = () => z.string().regex(REFERENCE);
const reference = () =>
  shaped(z.union([oneReference(), z.array(oneReference()).min(1)]), 'table.column, or a list of these');
const relationshipsSchema = list(
  strict({
    id: text().optional(),
    type: choice('foreignKey').optional(),
    customProperties: described.customProperties,
    from: reference().optional(),
    to: reference(),
  }),
);

const statement = (said: z.ZodRawShape) => strict({ ...described, id: text().optional(), ...said });
const context = () =>
  shaped(
    z.union([
      z.string(),
      strict({
        instructions: text().optional(),
        verifiedStatements: list(statement({ question: text(), answer: text().optional() })).optional(),
        constraints: list(statement({ constraint: text() })).optional(),
      }),
    ]),
    'a text, or a mapping of instructions, verifiedStatements and constraints',
  );
const synonym = strict({
  id: stableId().optional(),
  synonym: text(),
  description: text().optional(),
  locale: text().optional(),
  source: text().optional(),
  status: text().optional(),
  customProperties: described.customProperties,
});
const enumValue = strict({
  ...described,
  value: scalar(),
  id: stableId().optional(),
  label: text().optional(),
  description: text().optional(),
});

const element = {
  ...described,
  id: stableId().optional(),
  synonyms: list(synonym).optional(),
  deprecated: flag().optional(),
  physicalType: text().optional(),
  physicalName: text().optional(),
  description: text().optional(),
  businessName: text().optional(),
  quality: qualitySchema.optional(),
  relationships: relationshipsSchema.optional(),
};

const LOGICAL_TYPES = [
  ...(['string', 'date', 'timestamp', 'time', 'number', 'integer', 'object', 'array', 'boolean'] as const),
  ...(['map', 'vector'] as const),
] as const;

const itemShape = {
  ...element,
  name: text().optional(),
  primaryKey: flag().optional(),
  primaryKeyPosition: whole().optional(),
  logicalType: choice(...LOGICAL_TYPES).optional(),
  logicalTypeOptions: free().optional(),
  required: flag().optional(),
  unique: flag().optional(),
  partitioned: flag().optional(),
  partitionKeyPosition: whole().optional(),
  classification: text().optional(),
  encryptedName: text().optional(),
  transformSourceObjects: texts().optional(),
  transformLogic: text().optional(),
  transformDescription: text().optional(),
  examples: list(z.unknown()).optional(),
  criticalDataElement: flag().optional(),
  semanticType: choice('column', 'measure', 'dimension').optional(),
  enum: shaped(z.array(enumValue).min(1), 'a list of one value or more').optional(),
  get properties() {
    return z.lazy(() => list(propertySchema)).optional();
  },
  get items() {
    return z.lazy(() => itemSchema).optional();
  },
  get map() {
    return z.lazy(() => strict({ key: itemSchema, value: itemSchema })).optional();
  },
};
const itemSchema: z.ZodType = strict(itemShape);
const propertySchema: z.ZodType = strict(named());

/** The fields of an item, with a name that it must have. The getters stay getters, for they lead back to the schema itself. */
function named(): z.ZodRawShape {
  const { name: _, ...rest } = Object.getOwnPropertyDescriptors(itemShape);
  return Object.defineProperties({ name: text() }, rest) as z.ZodRawShape;
}

const roleSchema = strict({
  id: stableId().optional(),
  role: text(),
  description: text().optional(),
  access: text().optional(),
  firstLevelApprovers: text().optional(),
  secondLevelApprovers: text().optional(),
  customProperties: described.customProperties,
});

const memberSchema = strict({
  ...described,
  id: stableId().optional(),
  username: text(),
  name: text().optional(),
  description: text().optional(),
  role: text().optional(),
  dateIn: date().optional(),
  dateOut: date().optional(),
  replacedByUsername: text().optional(),
});
const teamSchema = strict({
  ...described,
  id: stableId().optional(),
  name: text().optional(),
  description: text().optional(),
  members: list(memberSchema).optional(),
});

const objectSchema = strict({
  ...element,
  name: text(),
  logicalType: choice('object').optional(),
  dataGranularityDescription: text().optional(),
  context: context().optional(),
  properties: list(propertySchema).optional(),
});

const slaRow = strict({
  id: stableId().optional(),
  property: text(),
  value: scalar(),
  valueExt: scalar().optional(),
  unit: text().optional(),
  element: text().optional(),
  driver: text().optional(),
  description: text().optional(),
  scheduler: text().optional(),
  schedule: text().optional(),
  customProperties: described.customProperties,
  authoritativeDefinitions: described.authoritativeDefinitions,
});

const server = shaped(
  z.looseObject({
    server: text(),
    type: text(),
    id: stableId().optional(),
    description: text().optional(),
    environment: text().optional(),
    roles: list(roleSchema).optional(),
    customProperties: described.customProperties,
  }),
  'a mapping with server and type',
);

const support = strict({
  id: stableId().optional(),
  channel: text(),
  url: text().optional(),
  description: text().optional(),
  tool: text().optional(),
  scope: text().optional(),
  invitationUrl: text().optional(),
  customProperties: described.customProperties,
});

const price = strict({
  id: stableId().optional(),
  priceAmount: number().optional(),
  priceCurrency: text().optional(),
  priceUnit: text().optional(),
});

const fields = {
  ...described,
  apiVersion: text(),
  kind: choice('DataContract'),
  id: text(),
  version: line(),
  name: text().optional(),
  tenant: text().optional(),
  status: text().optional(),
  domain: text().optional(),
  dataProduct: text().optional(),
  context: context().optional(),
  description: shaped(
    z.looseObject({
      purpose: text().optional(),
      limitations: text().optional(),
      usage: text().optional(),
      customProperties: described.customProperties,
      authoritativeDefinitions: described.authoritativeDefinitions,
    }),
    'a mapping of purpose, limitations and usage',
  ).optional(),
  servers: list(server).optional(),
  schema: list(objectSchema).optional(),
  support: list(support).optional(),
  price: price.optional(),
  roles: list(roleSchema).optional(),
  slaDefaultElement: text().optional(),
  slaProperties: list(slaRow).optional(),
  contractCreatedTs: instant().optional(),
};

const TEAM = strict({ ...fields, team: teamSchema.optional() });
/** Up to 3.0 a team was the list of its members. */
const MEMBERS = strict({ ...fields, team: list(memberSchema) });

/** The schema of this document: a team has two shapes. */
export const odcsSchema = (document: { readonly team?: unknown }): z.ZodType =>
  Array.isArray(document.team) ? MEMBERS : TEAM;
