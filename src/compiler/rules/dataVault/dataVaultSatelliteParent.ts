import { sameName } from '../../facts/columns/columnTests.js';
import type { VaultFacts } from '../../facts/vault/vaultFacts.js';
import { wrongParents } from '../../facts/vault/vaultGaps.js';
import type { SourceLocation } from '../../source.js';
import { defineRule } from '../rule/rule.js';
import { enumerate } from '../rule/words.js';

const SATELLITE = (columns: string): string =>
  `# domain-manifest.yaml\ndata_architecture: {pattern: data_vault}\n# models/vault.yml\nmodels:\n  - name: hub_customer\n    columns: [{name: customer_hk, tests: [not_null, unique]}, {name: customer_bk, tests: [not_null, unique]}]\n  - name: sat_customer_details\n    columns:\n${columns}      - {name: load_date, tests: [not_null]}\n      - {name: record_source, tests: [not_null]}\n      - {name: city, tests: [not_null]}`;

/** ADR-0021, Data Vault Pattern: satellites are "Descriptive attributes", of one hub or link each. Decision record 0007. */
export const dataVaultSatelliteParent = defineRule<{ parents: readonly string[] }>({
  code: 'DATA_VAULT_SATELLITE_PARENT',
  family: 'quality',
  severity: 'error',
  title: 'The satellite describes no hub or link, or several.',
  why: 'A satellite keeps the history of one key. Without a parent nobody knows what it describes, with several it is a link in disguise.',
  example: {
    bad: SATELLITE(''),
    good: SATELLITE(
      '      - {name: customer_hk, tests: [not_null, {relationships: {to: ref("hub_customer"), field: customer_hk}}]}\n',
    ),
  },
  mend: 'Give the satellite the hash key of the one hub or link that it describes. What relates two hubs is a link, with a satellite of its own; an effectivity satellite refers to its link. Where names do not tell: `meta.floe.data_vault: {parent: hub_customer}`.',
  check({ vault }, out) {
    for (const satellite of vault) {
      const parents = satellite.kind === 'satellite' ? wrongParents(satellite, vault) : null;
      if (parents === null) continue;
      const severity = parents.length === 0 && satellite.columns.extent === 'proven' ? 'error' : 'warning';
      out.fail(satellite.model, { parents }, { severity, location: placeOf(satellite) });
    }
  },
  message: (satellite, { parents }) =>
    `satellite ${satellite} refers to ${parents.length === 0 ? 'no hub or link' : enumerate(parents, 'and')}`,
  expected: () => 'the hash key of one hub or link',
  hint: ({ parents }) =>
    parents.length === 0
      ? 'Add the hash key of its parent, or name the parent in meta.floe.data_vault: {parent: ...}'
      : 'Make one satellite for each parent, or a link with a satellite',
});

/** The second of its parents, else the model. */
function placeOf({ model, references }: VaultFacts): SourceLocation | null {
  const [first, ...others] = references;
  const second = others.find(({ to }) => to !== first?.to);
  return model.model.columns.find(({ name }) => sameName(name, second?.column ?? ''))?.location ?? model.location;
}
