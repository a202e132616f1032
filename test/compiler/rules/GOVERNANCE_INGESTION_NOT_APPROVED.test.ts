import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'GOVERNANCE_INGESTION_NOT_APPROVED';

const ports = (...types: string[]): string =>
  `# data-product.yaml\ninput_ports:\n${types
    .map((type, index) => `  - {name: in_${index}, source: {type: ingestion, config: {type: ${type}, source: shop}}}\n`)
    .join('')}`;
const APPROVED = '# enterprise-manifest.yaml\napproved_plugins: {ingestion: [dlt, airbyte]}\n';

describe(CODE, () => {
  it('finds each tool that is not approved, at its name, with the one that was meant', () => {
    const text = `${APPROVED}${ports('dlt', 'airbite', 'fivetran')}`;
    expect(findings(text, CODE)).toMatchObject([
      {
        severity: 'error',
        message: "Input port 'in_1' brings data in with 'airbite', which is not approved",
        hint: expect.stringContaining('airbyte'),
        details: { type: 'airbite', approved: ['dlt', 'airbyte'] },
      },
      { message: "Input port 'in_2' brings data in with 'fivetran', which is not approved" },
    ]);
    expect(placed(text, CODE)).toEqual(['data-product.yaml: airbite', 'data-product.yaml: fivetran']);
  });

  it('holds what a domain narrows', () => {
    const narrowed = `${APPROVED}# enterprise-manifest.yaml
domains: [{name: sales, namespace: sales, extra_policies: {ingestion_approved: [dlt]}}]
${ports('airbyte')}`;
    expect(findings(narrowed, CODE)).toMatchObject([{ details: { approved: ['dlt'] } }]);
  });

  it.each([
    ['no manifest says which are', ports('fivetran')],
    ['it is', `${APPROVED}${ports('airbyte')}`],
  ])('is silent where %s', (_, text) => expect(told(text)).toEqual([]));
});
