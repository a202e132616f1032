import { defineRule } from '../rule/rule.js';

/** docs/lifecycle.md. */
export const contractProviderDeprecated = defineRule<{
  ref: string;
  status: string;
  removeAfter: string | null;
  replacedBy: string | null;
}>({
  code: 'CONTRACT_PROVIDER_DEPRECATED',
  family: 'contract',
  severity: 'warning',
  depth: 1,
  title: 'An input port reads a port that is deprecated, or not in force yet.',
  why: 'A deprecated port goes away on the day it states; a draft promises nothing.',
  example: {
    bad: '# mesh.yaml\npublished: {finance.revenue.invoices: {columns: [id], lifecycle: {status: deprecated, removeAfter: "2026-06-30", replacedBy: finance.revenue.bills}}}\n# data-product.yaml\ninput_ports: [{name: invoices, source: {type: data_product, ref: finance.revenue.invoices}}]',
    good: '# mesh.yaml\npublished: {finance.revenue.bills: {columns: [id]}}\n# data-product.yaml\ninput_ports: [{name: invoices, source: {type: data_product, ref: finance.revenue.bills}}]',
  },
  mend: 'Read what replaces it before the day after which it is removed; wait for a draft to become active.',
  check({ inputs }, out) {
    for (const input of inputs) {
      if (input.provider?.kind !== 'found') continue;
      const { lifecycle } = input.provider.port;
      if (lifecycle?.status !== 'deprecated' && lifecycle?.status !== 'draft') continue;
      const { status, removeAfter = null, replacedBy = null } = lifecycle;
      out.fail(input, { ref: input.provider.ref, status, removeAfter, replacedBy });
    }
  },
  message: (_, { ref, status, removeAfter }) =>
    status === 'draft'
      ? `${ref} is a draft: it promises nothing yet`
      : `${ref} is deprecated${removeAfter === null ? '' : ` and removed after ${removeAfter}`}`,
  hint: ({ replacedBy }) => (replacedBy === null ? undefined : `Read ${replacedBy} in its place`),
});
