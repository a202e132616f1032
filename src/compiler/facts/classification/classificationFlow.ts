import type { DbtModel, DbtProject } from '../../document/dbt/project/project.js';
import type { EffectivePlatform } from '../../inherit/policy/platform.js';
import { platformDialect } from '../../sql/dialect.js';
import { projectTables } from '../../sql/projectTables.js';
import { readSql } from '../../sql/readSql.js';
import type { SqlRelation } from '../../sql/relations/relation.js';
import type { SqlReading } from '../../sql/resolve/sqlReading.js';
import { Strength, type Carried, type ColumnStep } from './carried.js';
import { columnsOfModel, type ClassifiedColumn, type GovernedColumn } from './classifiedColumns.js';
import { columnSources } from './columnSources.js';
import type { InputPortFacts } from '../lineage/inputFacts.js';
import type { ModelFacts } from '../models/modelFacts.js';
import { nestedColumns } from './nestedColumns.js';
import { inOrder, relationOf, type Relation } from '../lineage/relations.js';
import { namesOf, type Names } from '../lineage/upstream.js';

/** A column whose values are classified higher than it says. */
export interface Inflow {
  readonly kind: 'weakened' | 'undeclared';
  readonly step: ColumnStep;
  /** What the column says of itself; null where it says nothing. */
  readonly declared: string | null;
  readonly carried: Carried;
}

/** How classified values flow through a product. */
export interface ClassificationFlow {
  readonly inflows: readonly Inflow[];
  /** The models and snapshots that read classified columns. */
  readonly reached: ReadonlySet<DbtModel>;
}

export interface Flowing {
  readonly project: DbtProject;
  readonly models: readonly ModelFacts[];
  readonly inputs: readonly InputPortFacts[];
  readonly classified: readonly ClassifiedColumn[];
  /** All columns; asked for only where anything is classified. */
  readonly columns: () => readonly GovernedColumn[];
  readonly platform: EffectivePlatform;
}

/** The columns of a relation by their names in lower case; null for a column that carries nothing. */
type Carrying = ReadonlyMap<string, Carried | null>;
/** All columns are known, or there may be others. */
interface KnownColumns {
  readonly columns: Carrying;
  readonly complete: boolean;
}

/** What is said of one column by its owner, with what it holds. */
interface Said {
  readonly level: string | null;
  readonly declassified: boolean;
  readonly step: ColumnStep;
}

/**
 * Follows classified values from the providers' ports and the sources through the models to the output ports (ADR-0021,
 * Enterprise Manifest, `classification`; docs/governance.md, Flow). A column that says what it is stands for itself from
 * there on, so that each break is told once.
 */
export function classificationFlow(flowing: Flowing): ClassificationFlow {
  const { levels, duties } = flowing.platform.classification;
  if (levels.length === 0 || !isAnythingClassified(flowing)) return { inflows: [], reached: new Set() };
  const strength = new Strength(levels);
  const bound = levels.findIndex((level) => Object.hasOwn(duties, level));
  return new Flow(flowing, strength, bound < 0 ? levels.length : bound).run();
}

const isAnythingClassified = ({ classified, inputs, project }: Flowing): boolean =>
  [...classified, ...project.otherVersions.flatMap(columnsOfModel)].some(
    ({ handling }) => handling.classification !== null,
  ) ||
  inputs.some(
    ({ provider }) => provider?.kind === 'found' && provider.port.columns.some((each) => each.classification),
  );

class Flow {
  private readonly found: Inflow[] = [];
  private readonly reached = new Set<DbtModel>();
  private readonly said = new Map<object, Map<string, Said>>();
  private readonly known = new Map<object, KnownColumns>();
  private readonly names: Names;
  /** The models that feed an output port. */
  private readonly feeding: ReadonlySet<DbtModel>;

  constructor(
    private readonly flowing: Flowing,
    private readonly strength: Strength,
    /** The weakest level that has duties: from there on a column that says nothing is a finding. */
    private readonly sensitive: number,
  ) {
    this.names = namesOf(flowing);
    this.feeding = new Set(flowing.models.flatMap(({ port, model }) => (port === null ? [] : [model])));
    for (const column of [...flowing.columns(), ...flowing.project.otherVersions.flatMap(columnsOfModel)])
      this.note(column);
  }

  run(): ClassificationFlow {
    const { project, models } = this.flowing;
    const nodes = [...models.map(({ model }) => model), ...project.snapshots, ...project.otherVersions];
    const unjudged = new Set(project.otherVersions);
    for (const node of inOrder(nodes, this.names)) {
      const found = this.found.length;
      this.known.set(node, this.node(node));
      if (unjudged.has(node)) this.found.length = found;
    }
    return { inflows: this.found, reached: this.reached };
  }

  /** Columns by their owner; what an object holds counts as the object's. */
  private note({ model, source, column, name, location, handling, port }: GovernedColumn): void {
    const owner = model ?? source;
    if (!owner) return;
    const [top = column] = column.split(/[.[]/);
    const columns = this.said.get(owner) ?? new Map<string, Said>();
    this.said.set(owner, columns);
    const before = columns.get(top.toLowerCase());
    const level = handling.classification;
    if (before && this.strength.of(before.level) >= this.strength.of(level)) return;
    const step = before?.step ?? { name: port && column === top ? `${port.name}.${top}` : name, location };
    columns.set(top.toLowerCase(), { level, step, declassified: handling.declassified !== null });
  }

  private node(node: DbtModel): KnownColumns {
    const said = this.said.get(node) ?? new Map<string, Said>();
    const relations = [...node.refs, ...node.reads].map((read) => ({ read, relation: relationOf(read, this.names) }));
    const read = relations.map(({ read, relation }) => ({ read, known: relation && this.columnsOf(relation) }));
    if (read.some(({ known }) => known && [...known.columns.values()].some((each) => each !== null)))
      this.reached.add(node);
    const sources = columnSources(read, (columnsOf) => this.reading(node, columnsOf));
    const columns = new Map<string, Carried | null>();
    for (const [key, name] of new Map([...sources.names, ...[...said.keys()].map((each) => [each, each] as const)])) {
      const step = said.get(key)?.step ?? { name: `${node.name}.${name}`, location: node.location };
      const carried = this.strength.strongest(sources.of(key));
      columns.set(key, this.pass(step, said.get(key) ?? null, carried, this.feeding.has(node)));
    }
    return { columns, complete: sources.complete || node.columns.length > 0 };
  }

  /** What a column hands on: what it says, or else what came in. */
  private pass(step: ColumnStep, said: Said | null, carried: Carried | null, exposed: boolean): Carried | null {
    const level = said?.level ?? null;
    const [own, incoming] = [this.strength.of(level), this.strength.of(carried?.level ?? null)];
    if (level === null || own < 0) {
      if (!carried || said?.declassified) return null;
      if (exposed && !carried.masked && incoming >= this.sensitive) this.find('undeclared', step, null, carried);
      return { ...carried, step, from: carried };
    }
    if (carried && own < incoming && !said?.declassified) this.find('weakened', step, level, carried);
    // The column says it itself, so the level is certain, however the way there is known.
    return { level, step, from: own === incoming ? carried : null, traced: true, masked: false };
  }

  private find(kind: Inflow['kind'], step: ColumnStep, declared: string | null, carried: Carried): void {
    this.found.push({ kind, step, declared, carried });
  }

  private reading(node: DbtModel, columnsOf: (relation: SqlRelation) => readonly string[] | null): SqlReading | null {
    const { project, platform } = this.flowing;
    return (
      node.sql && readSql(node.sql, platformDialect(platform), { columnsOf, tableOf: projectTables(node, project) })
    );
  }

  private columnsOf(relation: Relation): KnownColumns | null {
    if (relation.kind === 'node') return this.known.get(relation.node) ?? null;
    const key = relation.table ?? relation.input;
    if (!key) return null;
    const known = this.known.get(key) ?? this.sourceColumns(relation);
    this.known.set(key, known);
    return known;
  }

  /** A source's columns: the provider's, unless the source says more of them. */
  private sourceColumns({ table, input }: Extract<Relation, { kind: 'source' }>): KnownColumns {
    const provided = input ? providedColumns(input, this.strength) : null;
    const columns = new Map<string, Carried | null>(provided);
    const said = (table && this.said.get(table)) ?? new Map<string, Said>();
    for (const [key, each] of said) columns.set(key, this.pass(each.step, each, columns.get(key) ?? null, false));
    return { columns, complete: provided !== null && provided.size > 0 };
  }
}

/** The columns of the output port that an input port reads; null where there is none. */
function providedColumns(
  { provider, location }: InputPortFacts,
  strength: Strength,
): Map<string, Carried | null> | null {
  if (provider?.kind !== 'found') return null;
  const { port } = provider;
  return new Map(
    port.columns.map((column) => {
      const held = nestedColumns(column).flatMap(({ path, column: { classification: level } }): Carried[] => {
        if (level === null || strength.of(level) < 0) return [];
        return [{ level, step: { name: `${port.fqn}.${path}`, location }, from: null, traced: true, masked: false }];
      });
      return [column.name.toLowerCase(), strength.strongest(held)];
    }),
  );
}
