import { dbtProfiles } from '../../compute/dbtProfiles.js';
import { renderYaml } from '../../document/yaml/renderYaml.js';
import type { SourceFile } from '../../source.js';
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
    'seed-paths': ['seeds'],
    seeds: { [names.project]: { [names.source]: { '+schema': names.source } } },
    models: { [names.project]: { '+materialized': 'table', ...(Object.fromEntries(layers) as object) } },
  });
}

/** profiles.yml for the compute of the platform. */
export function profilesFile({ names, compute, exposed }: Starter): string | null {
  const profiles = dbtProfiles({ profile: names.project, schema: lastPart(exposed.layer.namespace), compute });
  return profiles && `# Secrets come from the environment alone.\n${renderYaml(profiles)}`;
}

/**
 * A few rows of the source, so that there is something to run on before the real ones come in: `dbt seed` lays them where it
 * reads. The newest is of the minute in which the product begins, so that the first run is as fresh as the port promises.
 */
export const sourceRows = ({ names: { source, entities, other }, now }: Starter): SourceFile => ({
  path: `seeds/${source}/${entities}.csv`,
  content: `id,${other}_id,status,amount,updated_at
A-1,B-1,open,120.50,${Number(now.slice(0, 4)) - 1}-01-05 08:00:00
A-2,B-1,closed,80.00,${Number(now.slice(0, 4)) - 1}-06-06 09:30:00
A-3,B-2,open,42.25,${now.slice(0, 10)} ${now.slice(11, 16)}:00
`,
});

/** What the tests come from. */
export const packagesFile = (): string =>
  renderYaml({ packages: [{ package: 'dbt-labs/dbt_utils', version: ['>=1.1.0', '<2.0.0'] }] });

/** Schemas are called as they stand in dbt_project.yml, and not after the target. */
export const SCHEMA_NAME = `{% macro generate_schema_name(custom_schema_name, node) -%}
  {{ custom_schema_name or target.schema }}
{%- endmacro %}
`;

export const GITIGNORE = '.floe/\ndbt_packages/\nlogs/\ntarget/\n';
