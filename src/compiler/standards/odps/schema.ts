import { lt } from 'semver';
import * as z from 'zod';
import type { DocumentPath } from '../../source.js';
import { choice, date, flag, list, shaped, strict, text } from '../../document/shape/fields.js';
import type { Complaint } from '../../document/shape/issues.js';
import { listOf, mappingOf } from '../../document/dbt/project/values.js';
import { isMapping, type Mapping } from '../../values/json.js';

/** The shape of a document of the Open Data Product Standard (Bitol), 1.0 and 1.1: every field of either. */

const uri = () => shaped(z.string().regex(/^[A-Za-z][A-Za-z0-9+.-]*:\S+$/), 'a URI such as https://example.com/page');
const instant = () =>
  shaped(
    z.string().regex(/^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:?\d{2})$/),
    'an instant such as "2026-03-31T09:30:00Z"',
  );
const anything = () =>
  shaped(
    z.unknown().refine((value) => value !== undefined),
    'a value',
  );

const id = text().optional();
const description = text().optional();

const customProperties = list(
  strict({ id, property: text(), value: anything(), description, vendor: text().optional() }),
).optional();
const authoritativeDefinitions = list(strict({ id, type: text(), url: uri(), description })).optional();
const annotated = { customProperties, authoritativeDefinitions };
const described = { ...annotated, tags: list(text()).optional() };

const statement = (said: z.ZodRawShape) => strict({ ...described, id, ...said });
const context = strict({
  instructions: text().optional(),
  verifiedStatements: list(statement({ question: text(), answer: text().optional() })).optional(),
  constraints: list(statement({ constraint: text() })).optional(),
}).optional();
const synonyms = list(
  strict({
    id,
    synonym: text(),
    description,
    locale: text().optional(),
    source: text().optional(),
    status: text().optional(),
    customProperties,
  }),
).optional();
const deprecated = flag().optional();

const inputPort = strict({
  ...described,
  id,
  deprecated,
  name: text(),
  version: text().optional(),
  contractId: text().optional(),
});
const outputPort = strict({
  ...described,
  id,
  deprecated,
  synonyms,
  context,
  name: text(),
  version: text().optional(),
  contractId: text().optional(),
  description: text().optional(),
  type: text().optional(),
  sbom: list(strict({ ...described, id, type: text().optional(), url: uri().optional() })).optional(),
  inputContracts: list(strict({ id: text(), version: text() })).optional(),
});
const managementPort = strict({
  ...described,
  id,
  deprecated,
  name: text(),
  content: text(),
  type: text().optional(),
  url: uri().optional(),
  channel: text().optional(),
  description: text().optional(),
});
const support = strict({
  ...described,
  id,
  channel: text(),
  url: uri(),
  description: text().optional(),
  tool: text().optional(),
  scope: text().optional(),
  invitationUrl: uri().optional(),
});
const member = strict({
  ...described,
  id,
  username: text(),
  name: text().optional(),
  description: text().optional(),
  role: text().optional(),
  dateIn: date().optional(),
  dateOut: date().optional(),
  replacedByUsername: text().optional(),
});
const team = strict({
  ...described,
  name: text().optional(),
  description: text().optional(),
  members: list(member).optional(),
});

export const odpsSchema = strict({
  ...described,
  apiVersion: text(),
  kind: choice('DataProduct'),
  id: text(),
  status: text().optional(),
  type: text().optional(),
  context,
  synonyms,
  deprecated,
  name: text().optional(),
  version: text().optional(),
  domain: text().optional(),
  tenant: text().optional(),
  productCreatedTs: instant().optional(),
  description: strict({
    ...annotated,
    purpose: text().optional(),
    limitations: text().optional(),
    usage: text().optional(),
  }).optional(),
  inputPorts: list(inputPort).optional(),
  outputPorts: list(outputPort).optional(),
  managementPorts: list(managementPort).optional(),
  support: list(support).optional(),
  team: team.optional(),
});

const LISTS = { inputPorts: 'input ports', outputPorts: 'output ports' } as const;

/** What 1.0 asked for and 1.1 does not. */
const FIRST = [
  { list: 'inputPorts', fields: ['version', 'contractId'] },
  { list: 'outputPorts', fields: ['version'] },
];

const isMissing = (owner: Mapping, path: DocumentPath, field: string): Complaint[] => {
  if (owner[field] !== undefined) return [];
  const [message, hint] = [`Missing field '${field}'`, 'Only since v1.1.0 may it be left out'];
  return [{ code: 'DOCUMENT_MISSING_FIELD', path: [...path, field], message, expected: 'a text', hint }];
};

function missingFields(document: Mapping): Complaint[] {
  const each = (owner: unknown, path: DocumentPath, fields: readonly string[]): Complaint[] =>
    fields.flatMap((field) => (isMapping(owner) ? isMissing(owner, path, field) : []));
  const within = FIRST.flatMap(({ list: key, fields }) =>
    listOf(document[key]).flatMap((port, index) => each(port, [key, index], fields)),
  );
  const bills = listOf(document['outputPorts']).flatMap((port, index) =>
    listOf(mappingOf(port)['sbom']).flatMap((bill, at) => each(bill, ['outputPorts', index, 'sbom', at], ['url'])),
  );
  return [...each(document, [], ['status']), ...within, ...bills];
}

/** The key of a port is its name with its version. */
export function odpsConditions(document: Mapping, version: string): Complaint[] {
  return [...(lt(version, 'v1.1.0') ? missingFields(document) : []), ...portsTwice(document)];
}

function portsTwice(document: Mapping): Complaint[] {
  return Object.entries(LISTS).flatMap(([key, what]) => {
    const seen = new Set<string>();
    return listOf(document[key]).flatMap((port, index): Complaint[] => {
      if (!isMapping(port) || typeof port['name'] !== 'string') return [];
      const { name, version } = port;
      const both = `${name} ${String(version ?? '')}`;
      const isNew = !seen.has(both);
      seen.add(both);
      const said = version === undefined ? 'no version' : `the version '${String(version)}'`;
      const message = `Two ${what} have the name '${name}' and ${said}`;
      const hint = 'Rename one of the two, or give it another version';
      return isNew ? [] : [{ code: 'DOCUMENT_DUPLICATE_NAME', path: [key, index, 'name'], message, hint }];
    });
  });
}
