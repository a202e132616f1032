import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'GOVERNANCE_UNKNOWN_GRANTEE';

const port = (grant: string): string =>
  `# mesh.yaml\ndomains: [marketing]\n# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders, access: {grants: [{${grant}, access: read}]}}]\n`;
const ROLES =
  '# domain-manifest.yaml\ncatalog_structure: {namespaces: [{name: sales.gold, grants: [{role: analysts, access: READ}]}]}\n';

describe(CODE, () => {
  it('decision 11: finds a grant to a domain that nobody registered or published, and the one that was meant', () => {
    expect(findings(port('domain: marketting'), CODE)).toMatchObject([
      {
        severity: 'warning',
        message: "Output port 'orders' grants access to the unknown domain 'marketting'",
        expected: 'marketing, sales',
        hint: 'Did you mean marketing?',
      },
    ]);
    expect(placed(port('domain: marketting'), CODE)[0]).toBe('data-product.yaml: marketting');
  });

  it("finds a product's domain that is unknown", () => {
    expect(findings(port('product: marketin.targeting'), CODE)).toMatchObject([{ details: { name: 'marketin' } }]);
    expect(told(port('product: marketing.targeting'))).toEqual([]);
  });

  it('finds a role that no manifest of the chain grants anything, where they name roles at all', () => {
    expect(findings(ROLES + port('role: analist'), CODE)).toMatchObject([
      { message: "Output port 'orders' grants access to the unknown role 'analist'" },
    ]);
    expect(told(ROLES + port('role: analysts'))).toEqual([]);
    expect(told(port('role: anybody'))).toEqual([]);
  });

  it('knows a domain by its registration, before it is published', () => {
    const registered =
      '# enterprise-manifest.yaml\ndomains: [{name: sales, namespace: sales}, {name: risk, namespace: risk}]\n';
    expect(told(registered + port('domain: risk'))).toEqual([]);
    expect(told(port('domain: sales'))).toEqual([]);
  });
});
