import { tooFewHubs } from '../../facts/vault/vaultGaps.js';
import { defineRule } from '../rule/rule.js';

const LINK = (columns: string): string =>
  `# domain-manifest.yaml\ndata_architecture: {pattern: data_vault}\n# models/vault.yml\nmodels:\n  - name: hub_customer\n    columns: [{name: customer_hk, tests: [not_null, unique]}, {name: customer_bk, tests: [not_null, unique]}]\n  - name: link_customer_order\n    columns:\n      - {name: customer_order_hk, tests: [not_null, unique]}\n      - {name: customer_hk, tests: [{relationships: {to: ref("hub_customer"), field: customer_hk}}]}\n${columns}`;

/** ADR-0021, Data Vault Pattern: links are "Relationships between hubs". */
export const dataVaultLinkTooFewHubs = defineRule<{ refersTo: readonly string[] }>({
  code: 'DATA_VAULT_LINK_TOO_FEW_HUBS',
  family: 'quality',
  severity: 'error',
  title: 'The link refers to fewer than two hubs.',
  why: 'A link is a relationship between business keys. One key alone relates to nothing: what it says belongs in a satellite of that hub.',
  example: {
    bad: LINK(''),
    good: LINK('      - {name: order_hk, tests: [{relationships: {to: ref("hub_customer"), field: customer_hk}}]}\n'),
  },
  mend: 'Add the hash keys of the other hubs with a relationships test each. The same hub twice is right for a hierarchy (`employee_hk`, `manager_hk`). Where names and tests do not tell, say it: `meta.floe.data_vault: {hubs: [hub_customer, hub_order]}`.',
  check({ vault }, out) {
    for (const link of vault) {
      const refersTo = link.kind === 'link' ? tooFewHubs(link) : null;
      const severity = link.columns.extent === 'proven' ? 'error' : 'warning';
      if (refersTo !== null) out.fail(link.model, { refersTo }, { severity });
    }
  },
  message: (link, { refersTo: [only] }) =>
    `link ${link} refers to ${only === undefined ? 'no hub' : `one hub only (${only})`}`,
  expected: () => 'the hash keys of two hubs or more',
  hint: () => 'Add the hash keys of the hubs it relates, or name them in meta.floe.data_vault: {hubs: [...]}',
});
