import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'CONTRACT_PROVIDER_DEPRECATED';
const project = (lifecycle: string) => `# mesh.yaml
published: {finance.revenue.invoices: {columns: [id]${lifecycle}}}
# data-product.yaml
input_ports: [{name: invoices, source: {type: data_product, ref: finance.revenue.invoices}}]
`;

describe(CODE, () => {
  it('warns with the day and the successor, at the ref', () => {
    const text = project(
      ', lifecycle: {status: deprecated, removeAfter: "2026-06-30", replacedBy: finance.revenue.bills}',
    );
    expect(findings(text, CODE)).toMatchObject([
      {
        severity: 'warning',
        hint: 'Read finance.revenue.bills in its place',
        message: 'finance.revenue.invoices is deprecated and removed after 2026-06-30',
      },
    ]);
    expect(placed(text, CODE)).toEqual(['data-product.yaml: finance.revenue.invoices']);
  });

  it('warns of a draft', () => {
    expect(findings(project(', lifecycle: {status: draft}'), CODE)).toMatchObject([
      { message: 'finance.revenue.invoices is a draft: it promises nothing yet' },
    ]);
  });

  it('is silent about a port in use', () => {
    expect(told(project(''))).toEqual([]);
  });
});
