import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'VERSION_BUMP_TOO_LARGE';
const project = (version: string) => `# mesh.yaml
standing: {version: "1.4.0", ports: {orders: {columns: [id]}}}
# data-product.yaml
metadata: {version: "${version}"}
output_ports: [{name: orders, table: sales.gold.orders, schema: {columns: [{name: id, type: string}, {name: x, type: string}]}}]
`;

describe(CODE, () => {
  it('is told, at the version, with the one that is enough; it fails nothing', () => {
    const [found] = findings(project('2.0.0'), CODE);
    expect(found).toMatchObject({ severity: 'info', hint: '1.5.0 is enough' });
    expect(placed(project('2.0.0'), CODE)).toEqual(['data-product.yaml: 2.0.0']);
  });

  it('is silent where the version fits', () => {
    expect(told(project('1.5.0'))).toEqual([]);
  });
});
