import type { Decoded } from '../../document/decode.js';
import type { DataProduct } from '../../document/product.js';
import { textsOf } from '../../document/dbt/project/values.js';
import { nestedColumns } from '../../facts/classification/nestedColumns.js';
import type { ModelFacts } from '../../facts/models/modelFacts.js';
import type { OutputPortFacts } from '../../facts/subjects/portFacts.js';
import type { Subject } from '../../facts/subjects/subject.js';

/** A term that an output port or a column of it names. */
export interface TermUse extends Subject {
  readonly term: string;
}

/** The terms that the columns of a model name under `meta.floe`: a port without a schema promises them. */
export const modelTermUses = ({ model, order }: ModelFacts): TermUse[] =>
  model.columns.flatMap(({ name, floe }) =>
    textsOf(floe.values['terms'] ?? []).map((term) => ({
      term,
      name: `Column ${model.name}.${name}`,
      order,
      location: floe.locate('terms'),
    })),
  );

/** The terms that an output port names, and its columns with all that they hold, with their places. */
export function termUses(output: OutputPortFacts, document: Decoded<DataProduct>): TermUse[] {
  const { name, order, port, columns } = output;
  const at = ['output_ports', order];
  const own = (port.terms ?? []).map((term, index) => ({
    term,
    name: `Output port '${name}'`,
    order,
    location: document.locate([...at, 'terms', index]),
  }));
  const inline = port.schema?.ref === undefined;
  const ofColumns = columns.flatMap((each, column) =>
    nestedColumns(each.column).flatMap(({ path, column: { terms = [] } }, depth) =>
      terms.map((term, index) => ({
        term,
        name: `Column ${name}.${path}`,
        order,
        location:
          inline && depth === 0 ? document.locate([...at, 'schema', 'columns', column, 'terms', index]) : each.location,
      })),
    ),
  );
  return [...own, ...ofColumns];
}
