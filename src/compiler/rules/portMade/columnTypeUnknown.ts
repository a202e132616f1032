import type { CompiledColumn } from '../../artifact.js';
import type { DbtColumn } from '../../document/dbt/project/project.js';
import type { ProductFacts } from '../../facts/product/productFacts.js';
import type { Subject } from '../../facts/subjects/subject.js';
import type { SourceLocation } from '../../source.js';
import { misspeltType, unknownType, type UnknownType } from '../../types/knownTypes.js';
import { defineRule } from '../rule/rule.js';

interface Written {
  readonly subject: Subject;
  readonly column: string;
  readonly type: string;
  readonly location: SourceLocation | null;
  /** What is wrong with it; null where nothing is. */
  readonly unknown: UnknownType | null;
  /** A warehouse may have types of its own. */
  readonly ofWarehouse: boolean;
}

/** The types of a port's column and of all that it is made of; those in the warehouse as far as they are misspelt. */
function ofColumn(subject: Subject, path: string, column: CompiledColumn, location: SourceLocation): Written[] {
  const { type, physicalType, fields = [], items, keys, values } = column;
  // A type that is written out (`struct<a: int>`) tells of its parts itself.
  const unknown = unknownType(type);
  const physical = physicalType === undefined ? null : misspeltType(physicalType);
  const at = { subject, column: path, location };
  const below = [items, keys, values].flatMap((part) => (part ? ofColumn(subject, path, part, location) : []));
  return [
    { ...at, type, unknown, ofWarehouse: false },
    ...(physical ? [{ ...at, type: physicalType ?? '', unknown: physical, ofWarehouse: true }] : []),
    ...(unknown
      ? []
      : [...fields.flatMap((each) => ofColumn(subject, `${path}.${each.name}`, each, location)), ...below]),
  ];
}

interface Declaring {
  readonly name: string;
  readonly columns: readonly DbtColumn[];
}

/** A project has a hundred thousand columns of some dozen types: each is read once. */
class DbtTypes {
  private readonly unknown = new Map<string, UnknownType | null>();

  /** The `data_type`s of a model, a snapshot or a source that nobody knows. */
  of(subject: Subject, { name, columns }: Declaring): Written[] {
    const found: Written[] = [];
    for (const { name: column, type, location } of columns) {
      const unknown = type === null ? null : this.unknownOf(type);
      if (type !== null && unknown)
        found.push({ subject, column: `${name}.${column}`, type, location, unknown, ofWarehouse: true });
    }
    return found;
  }

  private unknownOf(type: string): UnknownType | null {
    const known = this.unknown.get(type);
    if (known !== undefined) return known;
    const unknown = unknownType(type);
    this.unknown.set(type, unknown);
    return unknown;
  }
}

function writtenTypes({ outputs, models, project }: ProductFacts): Written[] {
  const dbt = new DbtTypes();
  const beside: Declaring[] = [
    ...project.snapshots,
    ...project.sources.map(({ source, table, columns }) => ({ name: `${source}.${table}`, columns })),
  ];
  const modelled = new Set(models.map(({ name }) => name));
  return [
    ...outputs.flatMap((output) =>
      output.columns.flatMap(({ column, location }) =>
        ofColumn(output, `${output.name}.${column.name}`, column, location),
      ),
    ),
    ...models.flatMap((model) => dbt.of(model, model.model)),
    ...beside
      .filter(({ name }) => !modelled.has(name))
      .flatMap((each) => dbt.of({ name: each.name, order: models.length, location: null }, each)),
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
  mend: 'Write the type as the warehouse has it. A `data_type` of dbt (of models, snapshots and sources) that is near no known one is a warning, for a warehouse may have types of its own; qualified (`public.mood`) or in quotes it is left alone. Of a `physical_type` only a slip of the hand is told.',
  check(facts, out) {
    for (const { subject, column, type, location, unknown, ofWarehouse } of writtenTypes(facts)) {
      if (!unknown) continue;
      const severity = ofWarehouse && unknown.meant === null ? 'warning' : 'error';
      out.fail(subject, { column, type, meant: unknown.meant }, { location, severity });
    }
  },
  message: (_, { column, type }) => `${column} is of the type '${type}', which nobody knows`,
  expected: () => 'a type such as string, integer, timestamp, decimal(10,2) or array<string>',
  hint: ({ meant }) => (meant === null ? undefined : `Did you mean '${meant}'?`),
});
