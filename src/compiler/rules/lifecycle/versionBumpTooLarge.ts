import { VERSION_ROWS } from '../../contracts/version.js';
import { defineRule } from '../rule/rule.js';

/** Contract evolution, row `version_large`. */
export const versionBumpTooLarge = defineRule<{ before: string; after: string; next: string }>({
  code: 'VERSION_BUMP_TOO_LARGE',
  family: 'contract',
  severity: 'info',
  title: 'The version rises more than the changes require.',
  why: 'A major makes every consumer look for what broke; where nothing did, the next one is believed less.',
  example: {
    bad: '# mesh.yaml\nstanding: {version: "1.0.0", ports: {orders: {columns: [id]}}}\n# data-product.yaml\nmetadata: {version: "2.0.0"}\noutput_ports: [{name: orders, table: sales.gold.orders, schema: {columns: [{name: id, type: string}, {name: total, type: number}]}}]',
    good: '# mesh.yaml\nstanding: {version: "1.0.0", ports: {orders: {columns: [id]}}}\n# data-product.yaml\nmetadata: {version: "1.1.0"}\noutput_ports: [{name: orders, table: sales.gold.orders, schema: {columns: [{name: id, type: string}, {name: total, type: number}]}}]',
  },
  mend: 'Use the version that is offered, unless something changed that no document says.',
  check({ evolution, document }, out) {
    const verdict = evolution?.version;
    if (!evolution || !verdict || VERSION_ROWS[verdict.rule].error || !document) return;
    const { before, after } = evolution;
    const location = document.locate(['metadata', 'version']);
    out.fail({ name: 'version', order: 0, location }, { before, after, next: verdict.next });
  },
  message: (_, { before, after }) => `Version ${after} rises more over ${before} than the changes require`,
  hint: ({ next }) => `${next} is enough`,
});
