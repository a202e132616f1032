import { nullEnd } from '../../facts/history/nullEnds.js';
import { defineRule } from '../rule/rule.js';

const asked = (condition: string): string =>
  `# snapshots/snap.sql
{% snapshot snap_customer %}
{{ config(unique_key='customer_id', strategy='timestamp', updated_at='at', dbt_valid_to_current="to_date('9999-12-31')") }}
select * from {{ source('crm', 'customers') }}
{% endsnapshot %}
# models/bronze_customer.yml
models:
  - {name: bronze_customer, columns: [{name: customer_id, tests: [not_null]}]}
# models/bronze_customer.sql
select customer_id from {{ ref('snap_customer') }}
where ${condition}
`;

/** dbt's documentation, dbt_valid_to_current: the end of a current version is then that date, and never null. */
export const scdEndNeverNull = defineRule<{ snapshot: string }>({
  code: 'SCD_END_NEVER_NULL',
  family: 'quality',
  severity: 'warning',
  title: 'A query asks for versions without an end of a snapshot that gives every version one.',
  why: 'With `dbt_valid_to_current` the current version ends on a date far ahead: `dbt_valid_to is null` is never true, and the query finds nothing.',
  example: {
    bad: asked('dbt_valid_to is null'),
    good: asked("dbt_valid_to = to_date('9999-12-31')"),
  },
  mend: 'Compare with the date that the snapshot states, or take `dbt_valid_to_current` from its configuration.',
  check({ models, project }, out) {
    for (const model of models) {
      const found = nullEnd(model.model, project);
      if (!found) continue;
      const location = { file: model.model.file, ...found.place };
      const related = [{ message: 'It states dbt_valid_to_current', location: found.snapshot.location }];
      out.fail(model, { snapshot: found.snapshot.name }, { location, related });
    }
  },
  message: (model, { snapshot }) =>
    `${model} asks for 'dbt_valid_to is null', which is never true of the snapshot ${snapshot}`,
  expected: () => 'a comparison with the date of dbt_valid_to_current',
});
