import type { ProductFacts } from '../../facts/product/productFacts.js';
import type { Subject } from '../../facts/subjects/subject.js';
import type { SourceLocation } from '../../source.js';
import { unknownType } from '../../types/knownTypes.js';
import { defineRule } from '../rule/rule.js';

interface Written {
  readonly subject: Subject;
  readonly column: string;
  readonly type: string;
  readonly location: SourceLocation;
  /** A warehouse may have types of its own. */
  readonly ofWarehouse: boolean;
}

function writtenTypes({ outputs, models }: ProductFacts): Written[] {
  return [
    ...outputs.flatMap((output) =>
      output.columns.map(({ column, location }) => {
        const { name, type } = column;
        return { subject: output, column: `${output.name}.${name}`, type, location, ofWarehouse: false };
      }),
    ),
    ...models.flatMap((model) =>
      model.model.columns.flatMap(({ name, type, location }) =>
        type === null ? [] : [{ subject: model, column: `${model.name}.${name}`, type, location, ofWarehouse: true }],
      ),
    ),
  ];
}

/** A word that is no type would be a type of its own name: every comparison with it would find a change or none. */
export const columnTypeUnknown = defineRule<{ column: string; type: string; meant: string | null }>({
  code: 'COLUMN_TYPE_UNKNOWN',
  family: 'port',
  severity: 'error',
  title: 'A column is of a type that nobody knows.',
  why: 'What is compared by types, contracts and histories, cannot be judged by a word that names none.',
  example: {
    bad: '# models/bronze_orders.yml\nmodels:\n  - {name: bronze_orders, columns: [{name: id, tests: [not_null, unique]}, {name: at, data_type: tiemstamp, tests: [not_null]}]}',
    good: '# models/bronze_orders.yml\nmodels:\n  - {name: bronze_orders, columns: [{name: id, tests: [not_null, unique]}, {name: at, data_type: timestamp, tests: [not_null]}]}',
  },
  mend: 'Write the type as the warehouse has it. A `data_type` of dbt that is near no known one is a warning, for a warehouse may have types of its own; qualified (`public.mood`) or in quotes it is left alone.',
  check(facts, out) {
    for (const { subject, column, type, location, ofWarehouse } of writtenTypes(facts)) {
      const unknown = unknownType(type);
      if (!unknown) continue;
      const severity = ofWarehouse && unknown.meant === null ? 'warning' : 'error';
      out.fail(subject, { column, type, meant: unknown.meant }, { location, severity });
    }
  },
  message: (_, { column, type }) => `${column} is of the type '${type}', which nobody knows`,
  expected: () => 'a type such as string, integer, timestamp, decimal(10,2) or array<string>',
  hint: ({ meant }) => (meant === null ? undefined : `Did you mean '${meant}'?`),
});
