import { snapshotGaps } from './snapshotGaps.js';
import { defineRule } from '../rule/rule.js';
import { enumerate } from '../rule/words.js';

/** ADR-0021, dbt Snapshot Integration. */
export const scdSnapshotIncomplete = defineRule<{ missing: readonly string[] }>({
  code: 'SCD_SNAPSHOT_INCOMPLETE',
  family: 'quality',
  severity: 'error',
  title: 'The dbt snapshot does not say how it keeps history.',
  why: 'dbt refuses a snapshot that does not say which record is which and what counts as a change.',
  example: {
    bad: "# snapshots/snap_customer.sql\n{% snapshot snap_customer %}\n{{ config(unique_key='customer_id', strategy='check') }}\nselect * from {{ source('raw', 'customers') }}\n{% endsnapshot %}",
    good: "# snapshots/snap_customer.sql\n{% snapshot snap_customer %}\n{{ config(unique_key='customer_id', strategy='check', check_cols=['email', 'address', 'status']) }}\nselect * from {{ source('raw', 'customers') }}\n{% endsnapshot %}",
  },
  mend: 'Give `unique_key` and `strategy`; with strategy check `check_cols` (a list, or all), with strategy timestamp `updated_at`.',
  check({ project }, out) {
    project.snapshots.forEach((snapshot, order) => {
      const missing = snapshotGaps(snapshot);
      if (missing.length > 0) out.fail({ name: snapshot.name, order, location: snapshot.location }, { missing });
    });
  },
  message: (snapshot, { missing }) => `snapshot ${snapshot} states no ${enumerate(missing, 'and')}`,
  expected: () => 'unique_key, strategy, and check_cols or updated_at',
});
