import { describe, expect, it } from 'vitest';
import { placed, told } from './project.js';

const text = (status: string): string =>
  `# models/shop.yml\nsources:\n  - name: shop\n    tables:\n      - name: orders\n# target/sources.json\n${JSON.stringify(
    {
      metadata: { dbt_schema_version: 'https://schemas.getdbt.com/dbt/sources/v3.json' },
      results: [{ unique_id: 'source.any.shop.orders', status }],
    },
  )}\n`;

describe('QUALITY_SOURCE_STALE', () => {
  it.each(['warn', 'error', 'Warn', 'Error'])(
    'warns of a source whose freshness ended in %s, at the source',
    (status) => {
      expect(told(text(status))).toEqual([
        'QUALITY_SOURCE_STALE Source shop.orders was stale when its freshness was last checked',
      ]);
      expect(placed(text(status), 'QUALITY_SOURCE_STALE')).toEqual(['models/shop.yml: orders']);
    },
  );

  it.each(['pass', 'runtime error', 'Pass'])('is silent where the status is %s', (status) => {
    expect(told(text(status))).toEqual([]);
  });
});
