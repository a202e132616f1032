import type { NamingCase } from '../artifact.js';
import { defineRule } from './rule.js';

const FORMS: Readonly<Record<NamingCase, RegExp>> = {
  snake_case: /^[a-z0-9]+(_{1,2}[a-z0-9]+)*$/,
  camelCase: /^[a-z][a-zA-Z0-9]*$/,
  PascalCase: /^[A-Z][a-zA-Z0-9]*$/,
};

const capitalized = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

function inCase(name: string, form: NamingCase): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((word) => word.toLowerCase());
  if (form === 'snake_case') return words.join('_');
  const joined = words.map(capitalized).join('');
  return form === 'PascalCase' ? joined : joined.slice(0, 1).toLowerCase() + joined.slice(1);
}

/** ADR-0021, Platform Manifest, `naming.case`: the case of the name after its prefix. */
export const namingCase = defineRule<{ case: NamingCase; name: string }>({
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
  check({ models, platform }, out) {
    const form = platform.namingCase;
    for (const model of models) {
      if (FORMS[form].test(model.stem)) continue;
      const name = `${model.prefixed?.prefix ?? ''}${inCase(model.stem, form)}`;
      out.fail(model, { case: form, name });
    }
  },
  message: (model, details) => `'${model}' is not in ${details.case}`,
  expected: ({ name }) => name,
});
