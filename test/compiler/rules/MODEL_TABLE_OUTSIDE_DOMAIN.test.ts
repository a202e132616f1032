import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'MODEL_TABLE_OUTSIDE_DOMAIN';

const DOMAINS =
  '# enterprise-manifest.yaml\ndomains: [{name: sales, namespace: sales}, {name: money, namespace: finance}]\n';
const model = (config: string): string =>
  `# models/m.yml\nmodels:\n  - {name: bronze_x, columns: [{name: id, tests: [not_null]}]${config}}\n`;

describe(CODE, () => {
  it("finds a model that dbt writes into another domain's database", () => {
    const text = DOMAINS + model(', config: {database: FINANCE}');
    expect(findings(text, CODE)).toMatchObject([
      {
        message: "Model 'bronze_x' is written into 'FINANCE', the namespace of the money domain",
        expected: "sales, the domain's own",
      },
    ]);
    expect(placed(text, CODE)[0]).toMatch(/^models\/m\.yml: bronze_x/);
  });

  it('is silent on the own database, on one that is no namespace, and where none is configured', () => {
    expect(told(DOMAINS + model(', config: {database: sales}'))).toEqual([]);
    expect(told(DOMAINS + model(', config: {database: lakehouse}'))).toEqual([]);
    expect(told(DOMAINS + model(''))).toEqual([]);
  });

  it('leaves layers outside the domain to the finding of the manifest', () => {
    const layer =
      '# domain-manifest.yaml\ndata_architecture: {layers: {bronze: {catalog_namespace: finance.bronze}}}\n';
    expect(told(DOMAINS + layer + model(''))).toEqual([
      "NAMESPACE_OUTSIDE_DOMAIN Layer 'bronze' claims namespace 'finance.bronze' outside the domain's 'sales'",
    ]);
  });
});
