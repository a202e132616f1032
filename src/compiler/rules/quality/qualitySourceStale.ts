import { defineRule } from '../rule/rule.js';

/** dbt's sources.json: what `dbt source freshness` found. */
export const qualitySourceStale = defineRule<{ source: string; table: string }>({
  code: 'QUALITY_SOURCE_STALE',
  family: 'quality',
  severity: 'warning',
  title: 'A source was stale when its freshness was last checked.',
  why: 'What is made from a stale source is stale too, whatever its own promise.',
  example: {
    bad: `# models/shop.yml
sources: [{name: shop, tables: [{name: orders, freshness: {error_after: {count: 6, period: hour}}}]}]
# target/sources.json
{"metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/sources/v3.json"}, "results": [{"unique_id": "source.shop.shop.orders", "status": "error"}]}`,
    good: `# models/shop.yml
sources: [{name: shop, tables: [{name: orders, freshness: {error_after: {count: 6, period: hour}}}]}]
# target/sources.json
{"metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/sources/v3.json"}, "results": [{"unique_id": "source.shop.shop.orders", "status": "pass"}]}`,
  },
  mend: 'See why the source is not loaded, and run `dbt source freshness` again.',
  check({ project }, out) {
    project.staleSources.forEach(({ source, table, location }, order) => {
      out.fail({ name: `${source}.${table}`, order, location }, { source, table });
    });
  },
  message: (name) => `Source ${name} was stale when its freshness was last checked`,
  hint: () => 'See target/sources.json',
});
