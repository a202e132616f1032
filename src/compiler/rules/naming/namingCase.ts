import type { NamingCase } from '../../artifact.js';
import type { ModelFacts } from '../../facts/models/modelFacts.js';
import { defineRule } from '../rule/rule.js';
import { suggestedNames } from './suggestedNames.js';

/** `bronze__orders`: the prefix ends in the separator that is written a second time. */
const doubled = ({ prefixed, stem, name }: ModelFacts): string | undefined => {
  const before = name.slice(0, name.length - stem.length);
  return prefixed && stem.startsWith('_') && before.endsWith('_') ? before : undefined;
};

/** ADR-0021, Platform Manifest, `naming.case`: the case of the name after its prefix. */
export const namingCase = defineRule<{ case: NamingCase; name: string | null; taken: boolean; doubled?: string }>({
  code: 'NAMING_CASE',
  family: 'naming',
  severity: 'by-enforcement',
  title: 'The model name is not in the case that the platform asks for.',
  why: 'Names that differ in case alone are one table on some warehouses and two on others.',
  example: {
    bad: '# models/orders.yml\nmodels:\n  - {name: bronze_shopOrders, columns: [{name: id, tests: [not_null]}]}',
    good: '# models/orders.yml\nmodels:\n  - {name: bronze_shop_orders, columns: [{name: id, tests: [not_null]}]}',
  },
  mend: 'Write the part after the prefix in the case of `data_architecture.naming.case`.',
  check(facts, out) {
    for (const [model, { name, taken }] of suggestedNames(facts).cased) {
      const prefix = doubled(model);
      out.fail(model, { case: facts.platform.namingCase, name, taken, ...(prefix && { doubled: prefix }) });
    }
  },
  message: (model, details) => `'${model}' is not in ${details.case}`,
  expected: ({ name, taken, ...details }) =>
    taken ? `another name in ${details.case}` : (name ?? `a name in ${details.case}`),
  hint({ name, taken, doubled }) {
    if (taken) return `${name} is taken`;
    return doubled && name !== null ? `Prefix ${doubled} ends in an underscore itself → use ${name}` : undefined;
  },
});
