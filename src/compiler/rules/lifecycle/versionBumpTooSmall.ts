import { lt } from 'semver';
import { VERSION_ROWS } from '../../contracts/version.js';
import { defineRule } from '../rule/rule.js';
import { some } from '../rule/words.js';

/** Contract evolution, rows `version_same` and `version_small`; semver.org. */
export const versionBumpTooSmall = defineRule<{
  before: string;
  after: string;
  required: string;
  next: string;
  row: string;
  changes: readonly string[];
}>({
  code: 'VERSION_BUMP_TOO_SMALL',
  family: 'contract',
  severity: 'error',
  title: 'The version rises less than the changes require.',
  why: 'Consumers read from the version whether they must look: a major tells that something they rely on is gone.',
  example: {
    bad: '# mesh.yaml\nstanding: {version: "1.0.0", ports: {orders: {columns: [id, total]}}}\n# data-product.yaml\nmetadata: {version: "1.0.1"}\noutput_ports: [{name: orders, table: sales.gold.orders, schema: {columns: [{name: id, type: string}]}}]',
    good: '# mesh.yaml\nstanding: {version: "1.0.0", ports: {orders: {columns: [id, total]}}}\n# data-product.yaml\nmetadata: {version: "2.0.0"}\noutput_ports: [{name: orders, table: sales.gold.orders, schema: {columns: [{name: id, type: string}]}}]',
  },
  mend: 'Use the version that is offered: a breaking change takes a major, an addition a minor, a description a patch.',
  check({ evolution, document }, out) {
    const verdict = evolution?.version;
    if (!evolution || !verdict || !VERSION_ROWS[verdict.rule].error || !document) return;
    const { before, after, bump } = evolution;
    // An older version is a working copy that lags; publishing it is refused with the version that stands.
    if (lt(after, before)) return;
    const changes = [...evolution.ports, ...evolution.consumers]
      .flatMap((each) => each.changes)
      .filter((change) => change.bump === bump)
      .map(({ path }) => path);
    out.fail(
      { name: 'version', order: 0, location: document.locate(['metadata', 'version']) },
      {
        before,
        after,
        required: verdict.required,
        next: verdict.next,
        row: verdict.rule,
        changes: [...new Set(changes)],
      },
    );
  },
  message: (_, { before, after, required }) =>
    `Version ${after} follows ${before}, but the changes require a ${required}`,
  expected: ({ next }) => `${next} or higher`,
  hint: ({ changes }) => `What requires it: ${some(changes)}`,
});
