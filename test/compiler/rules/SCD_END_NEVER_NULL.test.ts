import { describe, expect, it } from 'vitest';
import { findings, placed } from './project.js';

const CODE = 'SCD_END_NEVER_NULL';

const DATE = ', dbt_valid_to_current="to_date(\'9999-12-31\')"';
const query = (sql: string, more = DATE): string => `# snapshots/snap.sql
{% snapshot snap_customer %}
{{ config(unique_key='customer_id', strategy='timestamp', updated_at='at'${more}) }}
select 1
{% endsnapshot %}
# models/bronze_between.sql
select * from {{ ref('snap_customer') }}
# models/bronze_customer.sql
${sql}
`;
const from = (condition: string, name = 'snap_customer'): string =>
  query(`select s.customer_id\nfrom {{ ref('${name}') }} s\nwhere ${condition}`);

describe(CODE, () => {
  it('finds a query for versions without an end where each has one, at its place', () => {
    const text = from('s.dbt_valid_to is null');
    expect(findings(text, CODE)).toMatchObject([
      {
        severity: 'warning',
        message: "bronze_customer asks for 'dbt_valid_to is null', which is never true of the snapshot snap_customer",
        related: [{ message: 'It states dbt_valid_to_current', location: { file: 'snapshots/snap.sql' } }],
      },
    ]);
    expect(placed(text, CODE)).toEqual(['models/bronze_customer.sql: s.dbt_valid_to is null']);
  });

  it.each([
    ['through another model', from('dbt_valid_to IS NULL', 'bronze_between')],
    ['in what it selects', query("select dbt_valid_to is null as is_current from {{ ref('snap_customer') }}")],
    [
      'stated in YAML',
      query("select 1 from {{ ref('snap_customer') }} where dbt_valid_to is null", '').replace(
        '# models/bronze_between.sql',
        '# snapshots/s.yml\nsnapshots:\n  - name: snap_customer\n    config: {dbt_valid_to_current: "to_date(\'9999-12-31\')"}\n# models/bronze_between.sql',
      ),
    ],
  ])('finds it %s', (_, text) => expect(findings(text, CODE)).toHaveLength(1));

  it.each([
    [
      'the snapshot leaves the end null',
      query("select 1 from {{ ref('snap_customer') }} where dbt_valid_to is null", ''),
    ],
    ['it asks for the date', from("dbt_valid_to = to_date('9999-12-31')")],
    ['it asks for closed versions', from('dbt_valid_to is not null')],
    ['it is one side of an or', from('(at < s.dbt_valid_to or s.dbt_valid_to is null)')],
    ['it stands in a comment', from('true -- dbt_valid_to is null')],
    ['it reads no snapshot', from('dbt_valid_to is null', 'bronze_orders')],
  ])('is silent where %s', (_, text) => expect(findings(text, CODE)).toEqual([]));
});
