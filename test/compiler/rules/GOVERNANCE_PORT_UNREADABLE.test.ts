import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'GOVERNANCE_PORT_UNREADABLE';

const port = (access: string): string =>
  `# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders${access}}]\n`;

describe(CODE, () => {
  it.each([', access: {default: deny}', ', access: {}', ', access: {grants: []}'])(
    'decision 11: finds a port that states access and grants nobody: %s',
    (access) => {
      expect(findings(port(access), CODE)).toMatchObject([
        {
          severity: 'warning',
          message: "Output port 'orders' denies everybody and grants nobody",
          hint: 'Where it is for its own domain alone, say so: domain: sales, access: read',
        },
      ]);
      expect(placed(port(access), CODE)[0]).toMatch(/^data-product\.yaml: access:/);
    },
  );

  it('is silent on any grant, on allow, and where access is not stated (docs/decisions/0003)', () => {
    expect(told(port(', access: {grants: [{role: analysts, access: read}]}'))).toEqual([]);
    expect(told(port(', access: {grants: [{domain: sales, access: read}]}'))).toEqual([]);
    expect(told(port(', access: {default: allow}'))).toEqual([]);
    expect(told(port(''))).toEqual([]);
  });
});
