import type { CompiledColumn, CompiledKept } from '../../artifact.js';
import { textOf, textsOf } from '../../document/dbt/project/values.js';
import type { DbtColumn } from '../../document/dbt/project/project.js';
import { columnTest, isNotNull, isUnique, sameName } from '../columns/columnTests.js';
import { columnPromises, rowPromises } from '../columns/constraintPromises.js';
import type { ModelFacts } from './modelFacts.js';
import { withRow } from '../../document/kept.js';
import type { OutputPortFacts } from '../subjects/portFacts.js';

/** Where neither the schema of a port nor dbt states a type. */
const UNKNOWN_TYPE = 'any';

/** The columns of a model: what dbt says of them, and the types of the port that the model feeds. */
export function modelColumns(facts: ModelFacts): CompiledColumn[] {
  const { model, key, port } = facts;
  return model.columns.map((column) => {
    const promised = port?.columns.find((each) => sameName(each.column.name, column.name))?.column ?? null;
    return {
      name: column.name,
      type: promised?.type ?? column.type ?? UNKNOWN_TYPE,
      required: isNotNull(model, column.name),
      description: column.description,
      enum: acceptedValues(facts, column),
      classification: textOf(column.floe.values['classification']) ?? promised?.classification ?? null,
      primaryKey: key.some((each) => sameName(each, column.name)),
      unique: isUnique(model, column.name),
      ...labels(column),
      ...columnPromises(model, column.name),
    };
  });
}

/** The tags and terms under `meta.floe`. */
function labels({ floe: { values } }: DbtColumn): Pick<CompiledColumn, 'tags' | 'terms'> {
  const [tags, terms] = [textsOf(values['tags'] ?? []), textsOf(values['terms'] ?? [])];
  return { ...(tags.length > 0 && { tags }), ...(terms.length > 0 && { terms }) };
}

function acceptedValues({ model }: ModelFacts, { name }: DbtColumn): string[] | null {
  const test = columnTest(model, name, 'accepted_values');
  const values = test?.arguments['values'];
  return Array.isArray(values) ? values.map(String) : null;
}

/** What an output port promises: its schema, or else the columns of the model that feeds it. */
export function portColumns(port: OutputPortFacts, models: readonly ModelFacts[]): readonly CompiledColumn[] {
  if (port.port.schema) return port.columns.map(({ column }) => column);
  const feeding = models.find((model) => model.port === port);
  return feeding ? modelColumns(feeding) : [];
}

/** What it promises beside its columns: what its document said, or the constraints of the model that feeds it. */
export function portKept(port: OutputPortFacts, models: readonly ModelFacts[]): CompiledKept | undefined {
  if (port.port.schema) return port.kept;
  const feeding = models.find((model) => model.port === port);
  return withRow(port.kept, feeding ? rowPromises(feeding.model) : {});
}
