import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'VERSION_BUMP_TOO_SMALL';
const columns = (...names: string[]) => names.map((name) => `{name: ${name}, type: string}`).join(', ');
const project = (version: string, now: string[], standing = ['id', 'total']) => `# mesh.yaml
standing: {version: "1.4.0", ports: {orders: {columns: [${standing.join(', ')}]}}}
# data-product.yaml
metadata: {version: "${version}"}
output_ports: [{name: orders, table: sales.gold.orders, schema: {columns: [${columns(...now)}]}}]
`;

describe(CODE, () => {
  it('a column that goes takes a major: the finding offers it, at the version', () => {
    const [found] = findings(project('1.5.0', ['id']), CODE);
    expect(found).toMatchObject({
      message: 'Version 1.5.0 follows 1.4.0, but the changes require a major',
      expected: '2.0.0 or higher',
      hint: 'What requires it: columns.total',
      details: { row: 'version_small', next: '2.0.0' },
    });
    expect(placed(project('1.5.0', ['id']), CODE)).toEqual(['data-product.yaml: 1.5.0']);
  });

  it('content that changed under the same version is found too; a working copy that lags is not', () => {
    const rows = (version: string) =>
      findings(project(version, ['id', 'total', 'more']), CODE).map(({ details }) => details?.['row']);
    expect([rows('1.4.0'), rows('1.3.0'), rows('1.4.1')]).toEqual([...[['version_same'], [], ['version_small']]]);
  });

  it('is silent where the version fits, or nothing promised changed', () => {
    expect(told(project('1.5.0', ['id', 'total', 'more']))).toEqual([]);
    expect(told(project('2.0.0', ['id']))).toEqual([]);
    expect(told(project('1.4.0', ['id', 'total']))).toEqual([]);
  });
});
