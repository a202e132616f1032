import { followers, mayBecome, statusOf } from '../../contracts/lifecycle.js';
import { defineRule } from '../rule/rule.js';
import { enumerate } from '../rule/words.js';

/** docs/lifecycle.md; the states are those of the Open Data Contract Standard. */
export const lifecycleTransition = defineRule<{ from: string; to: string; allowed: readonly string[] }>({
  code: 'LIFECYCLE_TRANSITION',
  family: 'port',
  severity: 'error',
  title: 'A port goes on in its life where no way leads.',
  why: 'Who reads a port in use must hear of its end before it comes; what has ended does not begin again under the same name.',
  example: {
    bad: '# mesh.yaml\nstanding: {version: "1.0.0", ports: {out: {columns: [id]}}}\n# data-product.yaml\nmetadata: {version: "1.1.0"}\noutput_ports: [{name: out, table: sales.gold.out, schema: {columns: [{name: id, type: string}]}, access: {default: allow}, lifecycle: {status: draft}}]',
    good: '# mesh.yaml\nstanding: {version: "1.0.0", ports: {out: {columns: [id]}}}\n# data-product.yaml\nmetadata: {version: "1.1.0"}\noutput_ports: [{name: out, table: sales.gold.out, schema: {columns: [{name: id, type: string}]}, access: {default: allow}, lifecycle: {status: deprecated, since: "2026-01-15", remove_after: "2026-06-30"}}]',
  },
  mend: 'Deprecate the port first (`lifecycle: {status: deprecated, since, remove_after, replaced_by}`), retire it in a later version; a port that has ended comes back under another name.',
  check({ outputs, mesh: { standing } }, out) {
    for (const output of outputs) {
      const before = standing?.compiled.outputPorts.find(({ name }) => name === output.name);
      if (!before) continue;
      const [from, to] = [statusOf(before.lifecycle), statusOf(output.lifecycle)];
      if (mayBecome(from, to)) continue;
      out.fail(output, { from, to, allowed: followers(from) }, { location: output.lifecycleLocation });
    }
  },
  message: (name, { from, to }) => `Output port '${name}' is ${from} and cannot become ${to}`,
  expected: ({ allowed }) => (allowed.length > 0 ? enumerate(allowed, 'or') : 'another name'),
});
