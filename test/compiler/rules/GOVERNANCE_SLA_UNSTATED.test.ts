import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'GOVERNANCE_SLA_UNSTATED';

const ENFORCED =
  '# enterprise-manifest.yaml\ngovernance: {interoperability: {sla_enforcement: true}}\n# mesh.yaml\ndomains: [finance]\n';
const port = (rest: string): string =>
  `# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders${rest}}]\n`;
const open = (grant: string): string => `, access: {default: deny, grants: [{${grant}, access: read}]}`;

describe(CODE, () => {
  it.each([open('domain: finance'), open('product: finance.ledger'), ', access: {default: allow}'])(
    'finds a port open to other domains that promises nothing: %s',
    (access) => {
      expect(findings(ENFORCED + port(access), CODE)).toMatchObject([
        {
          severity: 'warning',
          message: "Output port 'orders' is open to other domains and states no freshness or availability",
        },
      ]);
      expect(placed(ENFORCED + port(access), CODE)[0]).toBe('data-product.yaml: orders');
    },
  );

  it('takes quality targets alone for no promise of delivery', () => {
    const quality = ', sla: {quality: {completeness: 99%}}';
    expect(findings(ENFORCED + port(open('domain: finance') + quality), CODE)).toHaveLength(1);
  });

  it('is silent on a promise, on ports for roles and the own domain, and on a port without access', () => {
    expect(told(ENFORCED + port(`${open('domain: finance')}, sla: {availability: 99%}`))).toEqual([]);
    expect(told(ENFORCED + port(open('role: analysts')))).toEqual([]);
    expect(told(ENFORCED + port(open('domain: sales')))).toEqual([]);
    expect(told(ENFORCED + port(''))).toEqual([]);
  });

  it('is silent where SLAs are not enforced', () => {
    expect(told(`# mesh.yaml\ndomains: [finance]\n${port(open('domain: finance'))}`)).toEqual([]);
  });
});
