import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'LIFECYCLE_DEPRECATION_UNCLEAR';
const project = (lifecycle: string) => `# data-product.yaml
output_ports:
  - name: out
    table: sales.gold.out
    schema: {columns: [{name: id, type: string}]}
    access: {default: allow}
    lifecycle: {${lifecycle}}
`;

describe(CODE, () => {
  it.each([
    ['status: deprecated', 'warning', "Output port 'out' is deprecated without 'since'"],
    ['status: deprecated, since: "2026-01-15"', 'warning', "Output port 'out' is deprecated without 'remove_after'"],
    [
      'status: deprecated, since: "2026-01-15", remove_after: "2026-01-14"',
      'error',
      "Output port 'out' is deprecated since 2026-01-15, but removed after 2026-01-14 already",
    ],
  ])('tells of {%s}', (lifecycle, severity, message) => {
    expect(findings(project(lifecycle), CODE)).toMatchObject([{ severity, message }]);
    expect(placed(project(lifecycle), CODE)).toEqual(['data-product.yaml: deprecated']);
  });

  it('is silent where both days are stated, and of what is not deprecated', () => {
    expect(told(project('status: deprecated, since: "2026-01-15", remove_after: "2026-06-30"'))).toEqual([]);
    expect(told(project('status: draft'))).toEqual([]);
  });
});
