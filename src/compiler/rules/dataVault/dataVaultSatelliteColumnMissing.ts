import { satelliteGaps } from '../../facts/vault/vaultGaps.js';
import { defineRule } from '../rule/rule.js';

const SATELLITE = (columns: string): string =>
  `# domain-manifest.yaml\ndata_architecture: {pattern: data_vault, layers: {satellites: {quality_gates: {required_tests: [load_date]}}}}\n# models/sats.yml\nmodels:\n  - name: sat_customer_details\n    columns:\n      - {name: customer_hk, tests: [not_null]}\n      - {name: load_date, tests: [not_null]}\n${columns}      - {name: city, tests: [not_null]}`;

/** ADR-0021, Data Vault Pattern: the required tests of satellites. */
export const dataVaultSatelliteColumnMissing = defineRule<{ missing: readonly string[] }>({
  code: 'DATA_VAULT_SATELLITE_COLUMN_MISSING',
  family: 'quality',
  severity: 'error',
  title: 'The satellite does not say when or from where its records were loaded.',
  why: 'The load date tells the versions of a record apart and puts them in order; the record source makes each of them auditable.',
  example: { bad: SATELLITE(''), good: SATELLITE('      - {name: record_source, tests: [not_null]}\n') },
  mend: 'Add `load_date` and `record_source`. Where they go by other names say so: `meta.floe.data_vault: {load_date: arrived, record_source: origin}`.',
  check({ vault }, out) {
    for (const satellite of vault) {
      const missing = satellite.kind === 'satellite' ? satelliteGaps(satellite) : [];
      const severity = satellite.columns.extent === 'proven' ? 'error' : 'warning';
      if (missing.length > 0) out.fail(satellite.model, { missing }, { severity });
    }
  },
  message: (satellite, { missing }) => `satellite ${satellite} has no ${missing.join(' and no ')}`,
  expected: () => 'load_date and record_source',
  hint: () => 'Add the columns, or name them in meta.floe.data_vault: {load_date: ..., record_source: ...}',
});
