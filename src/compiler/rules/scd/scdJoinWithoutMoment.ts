import type { MissingMoment } from '../../facts/history/historyConditions.js';
import { historyJoins } from './historyJoins.js';
import { defineRule } from '../rule/rule.js';

const SAYS: Readonly<Record<MissingMoment, string>> = {
  both: 'by its business key alone',
  end: 'without the end of its validity',
  begin: 'without the beginning of its validity',
};

const DIMENSION =
  '# domain-manifest.yaml\ndata_architecture: {pattern: kimball}\n# models/models.yml\nmodels:\n  - name: dim_customer\n    columns:\n      - {name: surrogate_key, tests: [not_null, unique]}\n      - {name: customer_id, tests: [not_null]}\n      - {name: effective_from, tests: [not_null]}\n      - {name: effective_to, tests: [not_null]}\n      - {name: is_current, tests: [not_null]}\n  - name: fact_order\n    columns:\n      - {name: order_id, tests: [not_null]}\n      - {name: customer_key, tests: [{relationships: {to: ref("dim_customer"), field: surrogate_key}}]}\n      - {name: order_date, tests: [not_null]}\n# models/fact_order.sql\nselect o.order_id, d.surrogate_key as customer_key, o.order_date\nfrom {{ source("shop", "orders") }} o\njoin {{ ref("dim_customer") }} d\n  on o.customer_id = d.customer_id\n';

/** ADR-0021, Fact Table Joins: "Fact tables join to dimension at point-in-time". Decision record 0007. */
export const scdJoinWithoutMoment = defineRule<{
  dimension: string;
  missing: MissingMoment;
  condition: string;
}>({
  code: 'SCD_JOIN_WITHOUT_MOMENT',
  family: 'quality',
  severity: 'warning',
  title: 'A fact joins a Type 2 dimension without the moment at which it wants it.',
  why: 'Each version of the dimension meets each event: the fact gets a row for every version that there ever was, and its sums are too high as soon as an attribute changes.',
  example: {
    bad: DIMENSION,
    good: `${DIMENSION}  and o.order_date >= d.effective_from\n  and o.order_date < d.effective_to\n`,
  },
  mend: 'Join the version that held at the time of the event, as the hint writes it. A join with the surrogate key, or with `is_current` where the values of today are wanted, is left alone; `meta.floe.scd_type: 1` says that a dimension has no versions.',
  check(facts, out) {
    for (const { model, table, missing, condition, location } of historyJoins(facts)) {
      const dimension = table.model.name;
      const related = [{ message: `${dimension} keeps versions`, location: table.model.location }];
      out.fail(model, { dimension, missing, condition }, { location, related });
    }
  },
  message: (model, { dimension, missing }) => `${model} joins the Type 2 history ${dimension} ${SAYS[missing]}`,
  expected: () => 'the version that held at the time of the event',
  hint: ({ dimension, condition }) => `Add to the join with ${dimension}: AND ${condition}`,
});
