import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'LIFECYCLE_RETIRED_IN_USE';
const project = (before: string, after: string, version = '1.1.0', consumers = '') => `# mesh.yaml
standing: {version: "1.0.0", ports: {out: {columns: [id]${before}}}${consumers}}
# data-product.yaml
metadata: {version: "${version}"}
output_ports:
  - name: out
    table: sales.gold.out
    schema: {columns: [{name: id, type: string}]}
    access: {default: allow}
    lifecycle: {${after}}
`;
const DEPRECATED = ', lifecycle: {status: deprecated}';

describe(CODE, () => {
  it('lists those who still read the port, at the status', () => {
    const text = project(DEPRECATED, 'status: retired', '2.0.0', ', consumers: {out: [sales.reports, sales.models]}');
    expect(findings(text, CODE)).toMatchObject([
      {
        severity: 'error',
        message: "Output port 'out' is retired, but still consumed by sales.reports and sales.models",
      },
    ]);
    expect(placed(text, CODE)).toEqual(['data-product.yaml: retired']);
  });

  it('is silent where nobody reads it, and where it is only deprecated', () => {
    expect(findings(project(DEPRECATED, 'status: retired', '2.0.0'), CODE)).toEqual([]);
    const still = 'status: deprecated, since: "2026-01-01", remove_after: "2026-02-01"';
    expect(findings(project('', still, '1.1.0', ', consumers: {out: [sales.reports]}'), CODE)).toEqual([]);
    expect(told(project('', still))).toEqual([]);
  });
});
