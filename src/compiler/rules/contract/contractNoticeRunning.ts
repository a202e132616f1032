import { reaches } from '../../contracts/usage.js';
import { defineRule } from '../rule/rule.js';

/** ADR-0021, Cross-Domain Data Contracts, `breaking_change_notification`; decision 17. */
export const contractNoticeRunning = defineRule<{
  ref: string;
  version: string;
  effectiveAt: string;
  ended: boolean;
  changes: readonly string[];
}>({
  code: 'CONTRACT_NOTICE_RUNNING',
  family: 'contract',
  severity: 'warning',
  depth: 1,
  title: 'The provider has announced a change that breaks this product.',
  why: 'Until the date there is time to adapt; from then on the provider may publish it.',
  example: {
    bad: '# mesh.yaml\npublished: {finance.revenue.invoices: {columns: [id, amount]}}\nnotices: {finance.revenue.invoices: {removes: amount, effectiveAt: "2026-01-22T12:00:00.000Z"}}\n# data-product.yaml\ninput_ports: [{name: invoices, source: {type: data_product, ref: finance.revenue.invoices}}]',
    good: '# mesh.yaml\npublished: {finance.revenue.invoices: {columns: [id, amount]}}\nnotices: {finance.revenue.invoices: {removes: amount, effectiveAt: "2026-01-22T12:00:00.000Z"}}\n# data-product.yaml\ninput_ports: [{name: invoices, source: {type: data_product, ref: finance.revenue.invoices, columns: [id]}}]',
  },
  mend: 'Stop relying on what changes and list the columns that are read under `source.columns`, or accept the change (`floe contracts acknowledge`). When the notice has ended this is an error.',
  check({ inputs, mesh }, out) {
    for (const input of inputs) {
      const { source } = input.port;
      if (source.type !== 'data_product') continue;
      for (const notice of mesh.notices.filter(({ providerPort }) => providerPort === source.ref)) {
        const hit = notice.changes.filter((change) => reaches(change, input.usage?.columns ?? null));
        if (hit.length === 0) continue;
        const { version, effectiveAt } = notice;
        const ended = mesh.now >= effectiveAt;
        const severity = notice.accepted ? 'info' : ended ? 'error' : 'warning';
        const changes = hit.map(({ message }) => message);
        out.fail(input, { ref: source.ref, version, effectiveAt, ended, changes }, { severity });
      }
    }
  },
  message: (_, { ref, version, effectiveAt, ended }) =>
    ended
      ? `${ref} ${version} breaks this product: the notice ended on ${effectiveAt}`
      : `${ref} ${version} breaks this product from ${effectiveAt} on`,
  notes: ({ changes }) => changes,
});
