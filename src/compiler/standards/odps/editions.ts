import { lookup } from '../../values/lookup.js';
import type { Editions, Kind } from '../common/editions.js';

const since11 = (fields: string): Record<string, string> =>
  Object.fromEntries(fields.split(' ').map((field) => [field, 'v1.1.0']));
/** What nearly everything may carry. */
const NOTES = { customProperties: 'custom', authoritativeDefinitions: 'definition' };
const identified: Kind = { parts: NOTES, since: since11('id') };

/** What the versions of the Open Data Product Standard differ in (its change log and its JSON Schemas). */
export const ODPS_EDITIONS: Editions = {
  known: ['v0.9.0', 'v1.0.0', 'v1.1.0'],
  kinds: lookup<Kind>({
    document: {
      parts: {
        ...NOTES,
        description: 'description',
        inputPorts: 'inputPort',
        outputPorts: 'outputPort',
        managementPorts: 'inputPort',
        support: 'identified',
        team: 'team',
      },
      since: since11('type context synonyms deprecated'),
    },
    description: { parts: NOTES },
    inputPort: { parts: NOTES, since: since11('id deprecated') },
    outputPort: { parts: { ...NOTES, sbom: 'bill' }, since: since11('id deprecated synonyms context') },
    bill: { since: since11('id tags customProperties authoritativeDefinitions') },
    team: { parts: { ...NOTES, members: 'identified' } },
    identified,
    custom: { since: since11('id vendor') },
    definition: { since: since11('id') },
  }),
};
