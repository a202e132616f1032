import { defineRule } from '../rule/rule.js';

/** docs/lifecycle.md; Open Data Contract Standard, endOfSupport and endOfLife. */
export const lifecycleDeprecationUnclear = defineRule<{
  problem: 'since' | 'remove_after' | 'order';
  since: string;
  end: string;
}>({
  code: 'LIFECYCLE_DEPRECATION_UNCLEAR',
  family: 'port',
  severity: 'warning',
  title: 'A deprecation does not say from when, or until when.',
  why: 'A consumer that must move on needs the day until which it has time.',
  example: {
    bad: '# data-product.yaml\noutput_ports: [{name: out, table: sales.gold.out, schema: {columns: [{name: id, type: string}]}, access: {default: allow}, lifecycle: {status: deprecated, since: "2026-01-15"}}]',
    good: '# data-product.yaml\noutput_ports: [{name: out, table: sales.gold.out, schema: {columns: [{name: id, type: string}]}, access: {default: allow}, lifecycle: {status: deprecated, since: "2026-01-15", remove_after: "2026-06-30"}}]',
  },
  mend: 'State `since` and, later than it, `remove_after`.',
  check({ outputs }, out) {
    for (const output of outputs) {
      const { status, since = '', removeAfter: end = '' } = output.lifecycle ?? {};
      if (status !== 'deprecated') continue;
      const problem = since === '' ? 'since' : end === '' ? 'remove_after' : end < since ? 'order' : null;
      if (problem === null) continue;
      const severity = problem === 'order' ? 'error' : 'warning';
      out.fail(output, { problem, since, end }, { location: output.lifecycleLocation, severity });
    }
  },
  message: (name, { problem, since, end }) =>
    problem === 'order'
      ? `Output port '${name}' is deprecated since ${since}, but removed after ${end} already`
      : `Output port '${name}' is deprecated without '${problem}'`,
});
