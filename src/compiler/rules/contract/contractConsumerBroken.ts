import { formatDuration } from '../../values/duration.js';
import { defineRule } from '../rule/rule.js';

/** ADR-0021, Cross-Domain Data Contracts, `breaking_change_notification`; decision 17. */
export const contractConsumerBroken = defineRule<{
  contract: string;
  consumer: string;
  port: string;
  notice: string | null;
  changes: readonly string[];
}>({
  code: 'CONTRACT_CONSUMER_BROKEN',
  family: 'contract',
  severity: 'warning',
  title: 'A change breaks a consumer.',
  why: 'Whoever holds a contract is told beforehand; publishing is refused until the notice has ended.',
  example: {
    bad: '# mesh.yaml\nstanding: {version: "1.0.0", ports: {orders: {columns: [id, total]}}, consumers: {orders: [finance.revenue]}}\n# data-product.yaml\nmetadata: {version: "2.0.0"}\noutput_ports: [{name: orders, table: sales.gold.orders, schema: {columns: [{name: id, type: string}]}}]',
    good: '# mesh.yaml\nstanding: {version: "1.0.0", ports: {orders: {columns: [id]}}, consumers: {orders: [finance.revenue]}}\n# data-product.yaml\nmetadata: {version: "1.1.0"}\noutput_ports: [{name: orders, table: sales.gold.orders, schema: {columns: [{name: id, type: string}, {name: total, type: number}]}}]',
  },
  mend: 'Announce the version (`floe products announce`), or keep what the contract promises beside what is new.',
  check({ evolution, outputs, document }, out) {
    for (const hit of evolution?.consumers ?? []) {
      // A port that is retired while it is consumed is refused by itself (LIFECYCLE_RETIRED_IN_USE).
      const retired = outputs.some(({ name, lifecycle }) => name === hit.port && lifecycle?.status === 'retired');
      if (hit.verdict !== 'breaking' || retired) continue;
      const { contract, consumer, port, terms } = hit;
      const broken = hit.changes.filter(({ severity }) => severity === 'breaking').map(({ message }) => message);
      const location =
        outputs.find(({ name }) => name === port)?.location ?? document?.locate(['output_ports']) ?? null;
      const details = { contract, consumer, port, notice: terms.breakingChangeNotice, changes: broken };
      out.fail({ name: contract, order: 0, location }, details);
    }
  },
  message: (_, { consumer, port, changes }) =>
    `${consumer} relies on '${port}': ${changes.length} change${changes.length > 1 ? 's' : ''} break${changes.length > 1 ? '' : 's'} its contract`,
  hint: ({ notice }) =>
    notice === null
      ? 'Announce this version first'
      : `Announce this version ${formatDuration(notice)} before it takes effect`,
  notes: ({ changes, contract }) => [`Contract: ${contract}`, ...changes],
});
