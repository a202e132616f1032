import type { DbtColumn, DbtModel, DbtProject, DbtSourceTable, FloeMeta } from '../../document/dbt/project/project.js';
import type { SourceLocation } from '../../source.js';
import { sameName } from '../columns/columnTests.js';
import {
  HANDLING_NAMES,
  handlingOfColumn,
  handlingOfMeta,
  mergedHandling,
  NO_HANDLING,
  type Handling,
} from './handling.js';
import type { SchemaColumn } from '../../jsonSchema/readJsonSchema.js';
import type { ModelFacts } from '../models/modelFacts.js';
import { nestedColumns } from './nestedColumns.js';
import type { OutputPortFacts } from '../subjects/portFacts.js';
import type { Subject } from '../subjects/subject.js';

/** A column with all that is said of how it is governed: `customers.email`. */
export interface GovernedColumn extends Omit<Subject, 'order'> {
  readonly column: string;
  /** What exposes it and what writes it. A port's column and that of the model that feeds the port are one. */
  readonly port: OutputPortFacts | null;
  readonly model: DbtModel | null;
  /** The dbt source that it is a column of: somebody else writes it, so the duties are not this product's. */
  readonly source: DbtSourceTable | null;
  /** All that is said of it taken together, the port's schema first. */
  readonly handling: Handling;
  /** Where the port's schema and the model's meta say different things. */
  readonly contradictions: readonly Contradiction[];
  /** What stands under `x-floe` and `meta.floe`, as written. */
  readonly stated: readonly FloeMeta[];
}

/** A column whose classification is stated. */
export interface ClassifiedColumn extends GovernedColumn, Subject {}

export interface Contradiction {
  readonly field: keyof Handling;
  readonly schema: unknown;
  readonly meta: unknown;
  readonly location: SourceLocation;
  readonly schemaLocation: SourceLocation;
}

const COMPARED = ['classification', 'encrypted', 'maskedInNonProd', 'retentionDays'] as const;

/**
 * The columns of the ports with what they hold, those of models and snapshots that no port's schema names, those of
 * sources; of these all, or those of which something is stated: of a hundred thousand columns most often few.
 */
export function governedColumns(
  ports: readonly OutputPortFacts[],
  models: readonly ModelFacts[],
  { snapshots, sources }: DbtProject,
  which: 'all' | 'stated' = 'all',
): GovernedColumn[] {
  const isMeant = which === 'all' ? () => true : isStated;
  const feeding = new Map([...models].reverse().map((model) => [model.port, model.model]));
  const ofPorts = ports.flatMap((port) =>
    port.columns.flatMap((each) => ofPort(port, each, feeding.get(port) ?? null)),
  );
  const ofModels = models.flatMap(({ model, port }) => {
    const exposed = port && new Set(port.columns.map(({ column }) => column.name.toLowerCase()));
    const hidden = exposed ? model.columns.filter(({ name }) => !exposed.has(name.toLowerCase())) : model.columns;
    return ofModel(model, port, hidden.filter(isMeant));
  });
  const ofSnapshots = snapshots.flatMap((model) => ofModel(model, null, model.columns.filter(isMeant)));
  const ofSources = sources.flatMap((source) => ofSource(source, source.columns.filter(isMeant)));
  return [...ofPorts, ...ofModels, ...ofSnapshots, ...ofSources];
}

/** The columns that have a classification, or two. */
export function classifiedColumns(columns: readonly GovernedColumn[]): ClassifiedColumn[] {
  return columns
    .filter(({ handling, contradictions }) => handling.classification !== null || contradictions.length > 0)
    .map((each, order) => ({ ...each, order }));
}

function ofPort(port: OutputPortFacts, schema: SchemaColumn, model: DbtModel | null): GovernedColumn[] {
  const meta = model?.columns.find(({ name }) => sameName(name, schema.column.name)) ?? null;
  const days = schema.column.retentionDays ?? schema.tableDays ?? daysOf(model);
  return nestedColumns(schema.column).map(({ path, column }, index) => {
    const own = index === 0 ? meta : null;
    const fromSchema = handlingOfColumn(column, schema.declassified);
    return {
      name: `${port.name}.${path}`,
      column: path,
      port,
      model,
      source: null,
      location: schema.location,
      contradictions: own ? contradictions(fromSchema, own, schema.location) : [],
      stated: index === 0 ? [{ values: schema.floe, locate: () => schema.location }, ...(own ? [own.floe] : [])] : [],
      handling: withDays(mergedHandling(fromSchema, handlingOf(own)), days),
    };
  });
}

function ofModel(
  model: DbtModel,
  port: OutputPortFacts | null,
  columns: readonly DbtColumn[],
): readonly GovernedColumn[] {
  const days = daysOf(model);
  return columns.map((column) => ({
    name: `${model.name}.${column.name}`,
    column: column.name,
    port,
    model,
    source: null,
    contradictions: NONE,
    stated: [column.floe],
    location: column.floe.locate(HANDLING_NAMES.classification),
    handling: withDays(handlingOf(column), days),
  }));
}
const NONE: readonly never[] = [];

/** The columns that a model declares, with what is said of them. */
export const columnsOfModel = (model: DbtModel): readonly GovernedColumn[] => ofModel(model, null, model.columns);

const isStated = ({ floe }: DbtColumn): boolean => Object.keys(floe.values).length > 0;

const ofSource = (source: DbtSourceTable, columns: readonly DbtColumn[]): GovernedColumn[] =>
  columns.map((column) => ({
    name: `${source.source}.${source.table}.${column.name}`,
    column: column.name,
    source,
    port: null,
    model: null,
    contradictions: [],
    handling: handlingOf(column),
    stated: [column.floe],
    location: column.floe.locate(HANDLING_NAMES.classification),
  }));

const handlingOf = (column: DbtColumn | null): Handling => (column ? handlingOfMeta(column.floe.values) : NO_HANDLING);

/** How long rows are kept is mostly said of the table. */
const daysOf = (model: DbtModel | null): number | null => handlingOfMeta(model?.floe.values ?? {}).retentionDays;
const withDays = (handling: Handling, days: number | null): Handling =>
  days === null || handling.retentionDays !== null ? handling : { ...handling, retentionDays: days };

function contradictions(schema: Handling, meta: DbtColumn, schemaLocation: SourceLocation): Contradiction[] {
  const said = handlingOf(meta);
  const differ = COMPARED.filter(
    (field) => schema[field] !== null && said[field] !== null && schema[field] !== said[field],
  );
  return differ.map((field) => {
    const location = meta.floe.locate(HANDLING_NAMES[field]);
    return { field, schema: schema[field], meta: said[field], location, schemaLocation };
  });
}
