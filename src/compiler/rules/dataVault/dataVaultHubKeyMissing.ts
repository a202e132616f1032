import { hubGaps, type HubKey } from '../../facts/vault/vaultGaps.js';
import { defineRule } from '../rule/rule.js';

const HUB = (columns: string): string =>
  `# domain-manifest.yaml\ndata_architecture: {pattern: data_vault, layers: {hubs: {quality_gates: {required_tests: [load_date]}}}}\n# models/hubs.yml\nmodels:\n  - name: hub_customer\n    columns: [${columns}, {name: load_date, tests: [not_null]}, {name: record_source, tests: [not_null]}]`;

/** ADR-0021, Data Vault Pattern: hubs are "Business keys", with the tests unique_business_key and hash_key. */
export const dataVaultHubKeyMissing = defineRule<{ missing: readonly HubKey[] }>({
  code: 'DATA_VAULT_HUB_KEY_MISSING',
  family: 'quality',
  severity: 'error',
  title: 'The hub lacks its hash key or its business key.',
  why: 'A hub is the list of the business keys that there are, and links and satellites refer to it by the hash of them.',
  example: {
    bad: HUB('{name: customer_id, tests: [not_null, unique]}'),
    good: HUB('{name: customer_hk, tests: [not_null, unique]}, {name: customer_id, tests: [not_null, unique]}'),
  },
  mend: 'Add `<entity>_hk`, the hash of the business key, and the columns of the business key themselves. Where they go by other names say so: `meta.floe.data_vault: {hash_key: customer_hash}`, `meta.floe.business_key: email`.',
  check({ vault }, out) {
    for (const hub of vault) {
      const missing = hub.kind === 'hub' ? hubGaps(hub) : [];
      // YAML may tell of some columns only.
      const severity = hub.columns.extent === 'proven' ? 'error' : 'warning';
      if (missing.length > 0) out.fail(hub.model, { missing }, { severity });
    }
  },
  message: (hub, { missing }) => `hub ${hub} has no ${missing.join(' and no ')}`,
  expected: () => 'a hash key and the business key that it is made of',
  hint: ({ missing }) =>
    missing.includes('hash key')
      ? 'Add <entity>_hk, or name the hash key in meta.floe.data_vault: {hash_key: ...}'
      : 'Keep the columns of the business key in the hub, or name them in meta.floe.business_key',
});
