import { z } from 'zod';
import { choice, date, list, shaped, strict, text } from '../../document/shape/fields.js';
import type { Complaint } from '../../document/shape/issues.js';
import { listOf } from '../../document/dbt/project/values.js';
import { isMapping, type Mapping } from '../../values/json.js';

/** The shape of a document of the Open Data Product Standard (Bitol), 1.0. */

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

const customProperties = list(
  strict({ property: text(), value: anything(), description: text().optional() }),
).optional();
const authoritativeDefinitions = list(strict({ type: text(), url: uri(), description: text().optional() })).optional();
const annotated = { customProperties, authoritativeDefinitions };
const described = { ...annotated, tags: list(text()).optional() };

const inputPort = strict({ ...described, name: text(), version: text(), contractId: text() });
const outputPort = strict({
  ...described,
  name: text(),
  version: text(),
  contractId: text().optional(),
  description: text().optional(),
  type: text().optional(),
  sbom: list(strict({ type: text().optional(), url: uri() })).optional(),
  inputContracts: list(strict({ id: text(), version: text() })).optional(),
});
const managementPort = strict({
  ...described,
  name: text(),
  content: text(),
  type: text().optional(),
  url: uri().optional(),
  channel: text().optional(),
  description: text().optional(),
});
const support = strict({
  ...described,
  channel: text(),
  url: uri(),
  description: text().optional(),
  tool: text().optional(),
  scope: text().optional(),
  invitationUrl: uri().optional(),
});
const member = strict({
  ...described,
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
  status: text(),
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

/** The key of a port is its name with its version. */
export function odpsConditions(document: Mapping): Complaint[] {
  return Object.entries(LISTS).flatMap(([key, what]) => {
    const seen = new Set<string>();
    return listOf(document[key]).flatMap((port, index): Complaint[] => {
      if (!isMapping(port) || typeof port['name'] !== 'string') return [];
      const { name, version } = port;
      const both = `${name} ${String(version)}`;
      const isNew = !seen.has(both);
      seen.add(both);
      const message = `Two ${what} have the name '${name}' and the version '${String(version)}'`;
      const hint = 'Rename one of the two, or give it another version';
      return isNew ? [] : [{ code: 'DOCUMENT_DUPLICATE_NAME', path: [key, index, 'name'], message, hint }];
    });
  });
}
