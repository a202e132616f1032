import { dbtProfiles } from '../../compute/dbtProfiles.js';
import { renderYaml } from '../../document/yaml/renderYaml.js';
import type { Starter } from './starter.js';

const lastPart = (namespace: string): string => namespace.slice(namespace.lastIndexOf('.') + 1);

/** dbt_project.yml: the tables of a layer lie in the schema that its namespace ends with. */
export function dbtProject({ names, models }: Starter): string {
  const layers = models.map(({ layer }) => [layer.name, { '+schema': lastPart(layer.namespace) }]);
  return renderYaml({
    name: names.project,
    version: '0.1.0',
    'config-version': 2,
    profile: names.project,
    'model-paths': ['models'],
    'macro-paths': ['macros'],
    models: { [names.project]: { '+materialized': 'table', ...(Object.fromEntries(layers) as object) } },
  });
}

/** profiles.yml for the compute of the platform. */
export function profilesFile({ names, compute, exposed }: Starter): string | null {
  const profiles = dbtProfiles({ profile: names.project, schema: lastPart(exposed.layer.namespace), compute });
  return profiles && `# Secrets come from the environment alone.\n${renderYaml(profiles)}`;
}

/** What the tests come from. */
export const packagesFile = (): string =>
  renderYaml({ packages: [{ package: 'dbt-labs/dbt_utils', version: ['>=1.1.0', '<2.0.0'] }] });

/** Schemas are called as they stand in dbt_project.yml, and not after the target. */
export const SCHEMA_NAME = `{% macro generate_schema_name(custom_schema_name, node) -%}
  {{ custom_schema_name or target.schema }}
{%- endmacro %}
`;

export const GITIGNORE = 'dbt_packages/\nlogs/\ntarget/\n';
