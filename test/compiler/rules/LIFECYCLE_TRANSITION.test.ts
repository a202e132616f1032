import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'LIFECYCLE_TRANSITION';
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
const was = (status: string): string => `, lifecycle: {status: ${status}}`;

describe(CODE, () => {
  it.each([
    ['active', 'draft', 'Expected: deprecated'],
    ['active', 'retired', 'Expected: deprecated'],
    ['deprecated', 'draft', 'Expected: active or retired'],
    ['retired', 'active', 'Expected: another name'],
  ])('refuses %s → %s at the status, with the ways that lead on', (from, to, expected) => {
    const text = project(was(from), `status: ${to}`);
    expect(findings(text, CODE)).toMatchObject([
      { severity: 'error', message: `Output port 'out' is ${from} and cannot become ${to}`, notes: [expected] },
    ]);
    expect(placed(text, CODE)).toEqual([`data-product.yaml: ${to}`]);
  });

  it.each([
    ['draft', 'active'],
    ['draft', 'retired'],
    ['active', 'deprecated, since: "2026-01-01", remove_after: "2026-02-01"'],
    ['deprecated', 'active'],
    ['deprecated', 'retired'],
  ])('lets %s become %s', (from, to) => {
    expect(findings(project(was(from), `status: ${to}`, '2.0.0'), CODE)).toEqual([]);
  });

  it('is silent about a product that is published for the first time', () => {
    expect(told(project('', 'status: draft').replace(/^# mesh[^#]*/, ''))).toEqual([]);
  });
});
