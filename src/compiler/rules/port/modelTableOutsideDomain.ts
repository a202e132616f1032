import { registeredDomains } from '../governance/knownGrantees.js';
import { defineRule } from '../rule/rule.js';

/**
 * A product writes only into its domain's namespaces. Layers outside them are refused with the manifest that states them
 * (NAMESPACE_OUTSIDE_DOMAIN); what is left is a model that dbt is told to write into another domain's database.
 */
export const modelTableOutsideDomain = defineRule<{ database: string; owner: string; namespace: string }>({
  code: 'MODEL_TABLE_OUTSIDE_DOMAIN',
  family: 'namespace',
  severity: 'error',
  title: 'A model is configured to be written into the namespace of another domain.',
  why: 'A domain owns its namespace: grants and cleaning-up go by it.',
  example: {
    bad: '# enterprise-manifest.yaml\ndomains: [{name: sales, namespace: sales}, {name: finance, namespace: finance}]\n# models/m.yml\nmodels: [{name: bronze_x, config: {database: finance}, columns: [{name: id, tests: [not_null]}]}]',
    good: '# enterprise-manifest.yaml\ndomains: [{name: sales, namespace: sales}, {name: finance, namespace: finance}]\n# models/m.yml\nmodels: [{name: bronze_x, config: {database: sales}, columns: [{name: id, tests: [not_null]}]}]',
  },
  mend: "Take `database` out of the model's configuration, or name the domain's own.",
  check({ models, platform }, out) {
    const others = registeredDomains(platform).filter(({ name }) => name !== platform.domain.name);
    const owners = new Map(others.map(({ name, namespace }) => [namespace.toLowerCase(), name]));
    for (const model of models) {
      const { database } = model.model;
      const owner = database === null ? undefined : owners.get(database.toLowerCase());
      if (database !== null && owner !== undefined)
        out.fail(model, { database, owner, namespace: platform.domain.namespace });
    }
  },
  message: (model, { database, owner }) =>
    `Model '${model}' is written into '${database}', the namespace of the ${owner} domain`,
  expected: ({ namespace }) => `${namespace}, the domain's own`,
});
