import type { Severity } from '../../diagnostic.js';
import { finding as documentFinding } from '../../document/yaml/finding.js';
import type { Diagnostic } from '../../diagnostic.js';

type MigrationCode = 'MIGRATION_MAPPING_INVALID' | 'MIGRATION_LAYER_UNDECIDED' | 'MIGRATION_FILE_EXISTS';

interface CodeEntry {
  readonly code: MigrationCode;
  readonly severity: Severity;
  readonly title: string;
  readonly why: string;
  readonly example: { readonly bad: string; readonly good: string };
  readonly mend: string;
}

/** Every code that a migration raises of its own (ADR-0021, Pattern Migration). */
export const migrationCodes: readonly CodeEntry[] = [
  {
    code: 'MIGRATION_MAPPING_INVALID',
    severity: 'error',
    title: 'A mapping file says something that cannot be done.',
    why: 'To and from data_vault, and for hybrid layers, only the mapping file says what becomes of what (decision 18); a slip in it would rename a model to a name that the target pattern does not know.',
    example: {
      bad: 'to: data_vault\nmodels:\n  silver_customers: customers',
      good: 'to: data_vault\nmodels:\n  silver_customers: hub_customer',
    },
    mend: 'Name a layer of the pattern, or a model that is there, with a prefix of the target.',
  },
  {
    code: 'MIGRATION_LAYER_UNDECIDED',
    severity: 'error',
    title: 'A layer that the manifest states has no place in the target pattern.',
    why: 'What the manifest says of the layer (its prefix, its namespace, its gates) would mean nothing under the target.',
    example: {
      bad: 'data_architecture:\n  pattern: medallion  # to data_vault\n  layers:\n    bronze:\n      prefix: "raw_"',
      good: '# mapping.yaml\nto: data_vault\nlayers:\n  bronze: satellites',
    },
    mend: 'Say in the mapping file under `layers` which layer takes its place, or drop it from the manifest.',
  },
  {
    code: 'MIGRATION_FILE_EXISTS',
    severity: 'error',
    title: 'A file stands where the migration would move another.',
    why: 'A migration never writes over a file that it did not make.',
    example: {
      bad: 'models/bronze/bronze_orders.sql  # becomes stg_orders.sql\nmodels/staging/stg_orders.sql',
      good: 'models/bronze/bronze_orders.sql',
    },
    mend: 'Move or remove the file that stands there.',
  },
];

/** A finding of a migration, of severity error. */
export const finding = (what: Parameters<typeof documentFinding>[0] & { readonly code: MigrationCode }): Diagnostic =>
  documentFinding(what);
