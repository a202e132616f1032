import { announcedBreaks } from '../../contracts/announced.js';
import { CONTRACT_DEFAULTS, deriveTerms } from '../../contracts/derive.js';
import { judgeConsumptions } from '../../contracts/evolution.js';
import type { JudgedChange } from '../../contracts/judge.js';
import { notAmongThem } from '../../contracts/notice.js';
import { reaches } from '../../contracts/usage.js';
import type { InputPortFacts } from '../../facts/lineage/inputFacts.js';
import type { ProductFacts } from '../../facts/product/productFacts.js';
import { platformChangePolicy } from '../../inherit/changePolicy.js';
import type { RunningNotice } from '../../input.js';
import { defineRule } from '../rule/rule.js';

/** What an announced version breaks of what an input port uses, whether or not a contract was told of it yet. */
function breaks(facts: ProductFacts, input: InputPortFacts, { announced, changes }: RunningNotice): JudgedChange[] {
  const columns = input.usage?.columns ?? null;
  if (!announced) return changes.filter((change) => reaches(change, columns));
  if (input.provider?.kind !== 'found') return [];
  const { fqn, platform, mesh } = facts;
  const { ref, port } = input.provider;
  const own = mesh.standingContracts.find(({ providerPort }) => providerPort === ref);
  const standing = { name: port.port, access: port.access, terms: deriveTerms(port, CONTRACT_DEFAULTS) };
  const consumption = {
    contract: ref,
    consumer: fqn,
    consumerDomain: platform.domain.name,
    port: port.port,
    terms: own?.terms ?? deriveTerms(port, platform.contractPolicy),
    history: [],
    requirement: input.requirement,
    columns,
    // What has changed by now is told by itself (CONTRACT_SCHEMA_INCOMPATIBLE).
    broken: true,
  };
  return announcedBreaks(announced, standing, consumption, judgeConsumptions(platformChangePolicy(platform)));
}

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
  check(facts, out) {
    const { inputs, mesh } = facts;
    for (const input of inputs) {
      const { source } = input.port;
      if (source.type !== 'data_product') continue;
      for (const notice of mesh.notices.filter(({ providerPort }) => providerPort === source.ref)) {
        const hit = breaks(facts, input, notice);
        if (hit.length === 0) continue;
        const { version, effectiveAt } = notice;
        const ended = mesh.now >= effectiveAt;
        const agreed = notice.accepted && notAmongThem(hit, notice.changes).length === 0;
        const severity = agreed ? 'info' : ended ? 'error' : 'warning';
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
