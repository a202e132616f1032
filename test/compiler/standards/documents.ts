import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2019, type ValidateFunction } from 'ajv/dist/2019.js';
import ajvFormats from 'ajv-formats';
import { filesBelow, ownInput, realInput } from '../../support/inputs.js';

/** Documents of the standards from one origin, by standard. */
export interface Documents {
  readonly root: string;
  readonly odcs: readonly string[];
  readonly odps: readonly string[];
  readonly dcs: readonly string[];
}

const own = (standard: string): string[] =>
  filesBelow(ownInput('contracts', standard), /\.yaml$/).map((file) => `${standard}/${file}`);
const isValid = (file: string): boolean => !file.includes('/invalid-');

/** Ours: those that break their standard are called `invalid-…`; of DCS, which is not judged by a schema, the others. */
export const OWN: Documents = {
  root: ownInput('contracts'),
  odcs: own('odcs'),
  odps: own('odps'),
  dcs: own('dcs').filter(isValid),
};

export const REAL: Documents = {
  root: realInput('contracts'),
  odcs: [
    'contract-lint/lint/invalid.odcs.yaml',
    'contract-lint/lint/invalid_multiple_errors.odcs.yaml',
    'contract-lint/lint/invalid_multiple_schema_errors.odcs.yaml',
    'contract-lint/lint/valid-3.1.0.odcs.yaml',
    'contract-lint/lint/valid.odcs.yaml',
    'odcs/all/full-example.odcs.yaml',
    'odcs/data-types/all-data-types.odcs.yaml',
    'odcs/fundamentals/table-column-description.odcs.yaml',
    'odcs/quality/column-accuracy.odcs.yaml',
    'odcs/quality/column-completeness.odcs.yaml',
    'odcs/quality/column-custom.odcs.yaml',
    'odcs/quality/column-validity.odcs.yaml',
    'odcs/roles/service-and-operational-roles.odcs.yaml',
    'odcs/schema/all-schema-types.odcs.yaml',
    'odcs/schema/kafka-schema.odcs.yaml',
    'odcs/schema/kafka-schemaregistry.odcs.yaml',
    'odcs/schema/table-column.odcs.yaml',
    'odcs/schema/table-columns-with-partition.odcs.yaml',
    'odcs/server/azure-server.odcs.yaml',
    'odcs/server/kafka-server.odcs.yaml',
    'odcs/sla/database-table-sla.odcs.yaml',
    'odcs/stakeholders/basic-four-dpo.odcs.yaml',
    'schema-evolution/changelog/integration/changelog_integration_v1.yaml',
    'schema-evolution/changelog/integration/changelog_integration_v2.yaml',
    'schema-evolution/changelog/unit/changelog_unit_v1.yaml',
    'schema-evolution/changelog/unit/changelog_unit_v2.yaml',
    'schema-evolution/schema-evolution/odcs-datacontract-cities-version-1.yaml',
    'schema-evolution/schema-evolution/odcs-datacontract-cities-version-2.yaml',
    'schema-evolution/schema-evolution/odcs-datacontract-cities-version-3.yaml',
  ],
  odps: [
    'odps-bitol/docs/examples/customer-data-product.odps.yaml',
    'odps-bitol/docs/examples/simple-data-product.odps.yaml',
  ],
  dcs: ['covid-cases', 'orders-latest', 'time-example'].map(
    (name) => `datacontract-spec/examples/${name}/datacontract.yaml`,
  ),
};

export const textOf = ({ root }: Documents, file: string): string => readFileSync(path.join(root, file), 'utf8');

/** The real documents in some folders of which a line says `kind`: those that a list above must name. */
export const foundBeside = (folders: readonly string[], kind: RegExp): string[] =>
  folders
    .flatMap((folder) => filesBelow(path.join(REAL.root, folder), /\.ya?ml$/).map((file) => `${folder}/${file}`))
    .filter((file) => kind.test(textOf(REAL, file)))
    .sort();

const validators = new Map<string, ValidateFunction>();

/** What a standard's own schema, which lies beside the project, has against a document. */
export function complaintsOf(file: string, document: unknown): string[] {
  const validate = validators.get(file) ?? validatorOf(file);
  validators.set(file, validate);
  if (validate(document)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function validatorOf(file: string): ValidateFunction {
  const ajv = new Ajv2019({ strict: false, allErrors: true });
  ajvFormats.default(ajv);
  return ajv.compile(JSON.parse(readFileSync(realInput('contracts', file), 'utf8')) as object);
}
