import { defineRule } from '../rule/rule.js';
import { enumerate } from '../rule/words.js';

/** docs/lifecycle.md. */
export const lifecycleRetiredInUse = defineRule<{ consumers: readonly string[] }>({
  code: 'LIFECYCLE_RETIRED_IN_USE',
  family: 'port',
  severity: 'error',
  title: 'A port is retired that others still read.',
  why: 'Retiring takes the port away. Its consumers let go of it first, or a breaking change is announced.',
  example: {
    bad: '# mesh.yaml\nstanding: {version: "1.0.0", ports: {out: {columns: [id], lifecycle: {status: deprecated}}}, consumers: {out: [sales.reports]}}\n# data-product.yaml\nmetadata: {version: "2.0.0"}\noutput_ports: [{name: out, table: sales.gold.out, schema: {columns: [{name: id, type: string}]}, access: {default: allow}, lifecycle: {status: retired}}]',
    good: '# mesh.yaml\nstanding: {version: "1.0.0", ports: {out: {columns: [id], lifecycle: {status: deprecated}}}}\n# data-product.yaml\nmetadata: {version: "2.0.0"}\noutput_ports: [{name: out, table: sales.gold.out, schema: {columns: [{name: id, type: string}]}, access: {default: allow}, lifecycle: {status: retired}}]',
  },
  mend: 'Leave it deprecated until the consumers named here have dropped their input ports.',
  check({ outputs, fqn, mesh: { standing } }, out) {
    for (const output of outputs) {
      if (output.lifecycle?.status !== 'retired') continue;
      const others = (standing?.consumptions ?? []).filter(
        ({ port, consumer }) => port === output.name && consumer !== fqn,
      );
      const consumers = [...new Set(others.map(({ consumer }) => consumer))];
      if (consumers.length > 0) out.fail(output, { consumers }, { location: output.lifecycleLocation });
    }
  },
  message: (name, { consumers }) =>
    `Output port '${name}' is retired, but still consumed by ${enumerate(consumers, 'and')}`,
});
