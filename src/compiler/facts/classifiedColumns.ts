import type { DbtColumn } from '../document/dbt/project.js';
import type { Mapping } from '../document/shape.js';
import type { SourceLocation } from '../source.js';
import { sameName } from './columnTests.js';
import type { SchemaColumn } from './jsonSchema.js';
import type { ModelFacts } from './modelFacts.js';
import type { OutputPortFacts } from './portFacts.js';
import type { Subject } from './subject.js';

/** What one document says of how a column is governed (decision 19). */
export interface Handling {
  readonly classification: string | null;
  readonly encrypted: boolean | null;
  readonly maskedInNonProd: boolean | null;
  readonly retentionDays: number | null;
}

/** A column whose classification is stated: `customers.email`. */
export interface ClassifiedColumn extends Subject {
  /** All that is said of it taken together, the port's schema first. */
  readonly handling: Handling;
  /** Where the port's schema and the model's meta say different things. */
  readonly contradictions: readonly Contradiction[];
}

export interface Contradiction {
  readonly field: keyof Handling;
  readonly schema: unknown;
  readonly meta: unknown;
  readonly location: SourceLocation;
  readonly schemaLocation: SourceLocation;
}

const FIELDS: readonly (keyof Handling)[] = ['classification', 'encrypted', 'maskedInNonProd', 'retentionDays'];
/** The names of the fields as documents write them. */
export const HANDLING_NAMES: Readonly<Record<keyof Handling, string>> = {
  classification: 'classification',
  encrypted: 'encrypted',
  maskedInNonProd: 'masked_in_non_prod',
  retentionDays: 'retention_days',
};

const NOTHING: Handling = { classification: null, encrypted: null, maskedInNonProd: null, retentionDays: null };

function handlingOf(values: Mapping): Handling {
  const [classification, encrypted, masked, days] = FIELDS.map((field) => values[HANDLING_NAMES[field]]);
  return {
    classification: typeof classification === 'string' ? classification : null,
    encrypted: typeof encrypted === 'boolean' ? encrypted : null,
    maskedInNonProd: typeof masked === 'boolean' ? masked : null,
    retentionDays: typeof days === 'number' ? days : null,
  };
}

/** The classified columns of the ports, then of the models that feed none; a port's column and its model's are one. */
export function classifiedColumns(
  ports: readonly OutputPortFacts[],
  models: readonly ModelFacts[],
): ClassifiedColumn[] {
  const ofPorts = ports.flatMap((port) => {
    const feeding = models.find((model) => model.port === port);
    return port.columns.map((column) => {
      const meta = feeding?.model.columns.find(({ name }) => sameName(name, column.column.name)) ?? null;
      return united(`${port.name}.${column.column.name}`, column, meta);
    });
  });
  const ofModels = models.flatMap((model) =>
    model.model.columns
      .filter(({ name }) => !model.port?.columns.some(({ column }) => sameName(column.name, name)))
      .map((column) => united(`${model.name}.${column.name}`, null, column)),
  );
  return [...ofPorts, ...ofModels]
    .filter(({ handling, contradictions }) => handling.classification !== null || contradictions.length > 0)
    .map((each, order) => ({ ...each, order }));
}

function united(name: string, schema: SchemaColumn | null, meta: DbtColumn | null): Omit<ClassifiedColumn, 'order'> {
  const fromSchema = schema ? { ...handlingOf(schema.floe), classification: schema.column.classification } : NOTHING;
  const fromMeta = meta ? handlingOf(meta.floe.values) : NOTHING;
  const location = schema?.location ?? meta?.floe.locate('classification') ?? null;
  const contradictions = FIELDS.flatMap((field): Contradiction[] => {
    const differ = fromSchema[field] !== null && fromMeta[field] !== null && fromSchema[field] !== fromMeta[field];
    if (!differ || !schema || !meta) return [];
    const at = meta.floe.locate(HANDLING_NAMES[field]);
    return [{ field, schema: fromSchema[field], meta: fromMeta[field], location: at, schemaLocation: schema.location }];
  });
  return { name, location, handling: merged(fromSchema, fromMeta), contradictions };
}

const merged = (first: Handling, second: Handling): Handling => ({
  classification: first.classification ?? second.classification,
  encrypted: first.encrypted ?? second.encrypted,
  maskedInNonProd: first.maskedInNonProd ?? second.maskedInNonProd,
  retentionDays: first.retentionDays ?? second.retentionDays,
});
