import type { ColumnDerivation } from '../../artifact.js';
import type { DbtModel, DbtProject } from '../../document/dbt/project/project.js';
import type { EffectivePlatform } from '../../inherit/policy/platform.js';
import { platformDialect } from '../../sql/dialect.js';
import { projectTables } from '../../sql/projectTables.js';
import { tryReadSql } from '../../sql/readSql.js';
import type { ColumnOrigin } from '../../sql/relations/origin.js';
import { relationKey, type SqlRelation } from '../../sql/relations/relation.js';
import { EVERY_COLUMN } from '../../sql/relations/shape.js';
import type { SqlReading } from '../../sql/resolve/sqlReading.js';
import type { ModelFacts } from '../models/modelFacts.js';
import type { InputPortFacts } from './inputFacts.js';
import { inOrder, relationOf, type Relation } from './relations.js';
import { namesOf, type Names } from './upstream.js';

/** What a column belongs to: a model or snapshot, an input port, or a source that no input port stands for. */
export type ColumnOwner =
  | { readonly kind: 'model'; readonly name: string }
  | { readonly kind: 'input'; readonly input: InputPortFacts }
  | { readonly kind: 'source'; readonly name: string };

/** One column of a model is made of another column. */
export interface ColumnFlow {
  readonly from: ColumnOwner;
  readonly fromColumn: string;
  readonly model: string;
  readonly column: string;
  readonly how: ColumnDerivation;
}

/** How columns flow through the models of a product. */
export interface ColumnFlows {
  readonly flows: readonly ColumnFlow[];
  /** The columns of each model and snapshot that are known, by their names in lower case. */
  readonly columns: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Models and snapshots whose SQL was followed all the way. */
  readonly followed: ReadonlySet<DbtModel>;
}

interface Flowing {
  readonly project: DbtProject;
  readonly models: readonly ModelFacts[];
  readonly inputs: readonly InputPortFacts[];
  readonly platform: EffectivePlatform;
}

/** A relation that a model reads. */
interface Read {
  readonly owner: ColumnOwner;
  /** As they are written, by their names in lower case; null where none is known. */
  readonly columns: ReadonlyMap<string, string> | null;
  /** These are all. */
  readonly complete: boolean;
}

/**
 * Which column of a model is made of which, as far as its SQL tells (docs/sql.md); where it cannot be followed, a column
 * of the same name is taken for the origin, and said to be UNKNOWN. What only decides (a filter, an order) is no origin.
 */
export function columnFlows(flowing: Flowing): ColumnFlows {
  const flow = new Flow(flowing);
  return flow.run();
}

class Flow {
  private readonly names: Names;
  private readonly columns = new Map<string, ReadonlyMap<string, string>>();
  private readonly flows: ColumnFlow[] = [];
  private readonly followed = new Set<DbtModel>();
  /** Nodes whose columns are all known. */
  private readonly complete = new Set<DbtModel>();

  constructor(private readonly flowing: Flowing) {
    this.names = namesOf(flowing);
  }

  run(): ColumnFlows {
    const { models, project } = this.flowing;
    const nodes = [...models.map(({ model }) => model), ...project.snapshots, ...project.otherVersions];
    for (const node of inOrder(nodes, this.names)) this.node(node);
    return { flows: this.flows, columns: this.columns, followed: this.followed };
  }

  private node(node: DbtModel): void {
    const reads = this.readsOf(node);
    const reading = this.reading(node, reads);
    const told = new Map(reading?.columns.map((each) => [each.name.toLowerCase(), each]));
    const declared = node.columns.map(({ name }): [string, string] => [name.toLowerCase(), name]);
    const all = new Map([...[...told].map(([key, { name }]): [string, string] => [key, name]), ...declared]);
    this.columns.set(node.name, all);
    if (reading && !reading.open) this.complete.add(node);
    for (const [key, column] of all) {
      const named = told.get(key);
      const found = named ?? reading?.nameless;
      for (const origin of found?.from ?? []) this.through(origin, { node, column, reads });
      if (found ? !found.followed : reading === null) this.byName(key, { node, column, reads });
      else if (!named && reading) this.passing(key, reading, { node, column, reads });
    }
  }

  private through(origin: ColumnOrigin, { node, column, reads }: Target): void {
    const read = reads.get(relationKey(origin.relation));
    if (!read || origin.via === 'condition') return;
    const how = derivationOf(origin);
    const every = origin.column === EVERY_COLUMN ? [...(read.columns?.values() ?? [])] : [origin.column];
    for (const each of every) {
      const fromColumn = read.columns?.get(each.toLowerCase()) ?? each;
      this.flows.push({ from: read.owner, fromColumn, model: node.name, column, how });
    }
  }

  /** A declared column that a `select *` hands on: of the relation that has it, or the only one that may. */
  private passing(key: string, reading: SqlReading, target: Target): void {
    const rest = reading.rest.flatMap((each) => target.reads.get(relationKey(each)) ?? []);
    const having = rest.filter(({ columns }) => columns?.has(key));
    const [only, ...more] = having.length > 0 ? having : rest;
    if (!only || more.length > 0) return reading.open ? this.byName(key, target) : undefined;
    const fromColumn = only.columns?.get(key) ?? target.column;
    this.flows.push({
      from: only.owner,
      fromColumn,
      model: target.node.name,
      column: target.column,
      how: 'identity',
    });
  }

  private byName(key: string, { node, column, reads }: Target): void {
    for (const { owner, columns } of reads.values()) {
      const fromColumn = columns?.get(key);
      if (fromColumn !== undefined)
        this.flows.push({ from: owner, fromColumn, model: node.name, column, how: 'unknown' });
    }
  }

  private readsOf(node: DbtModel): Map<string, Read> {
    const found = new Map<string, Read>();
    for (const ref of node.refs) {
      const relation = ref.package === null ? relationOf(ref, this.names) : null;
      const owner: ColumnOwner =
        relation?.kind === 'node'
          ? { kind: 'model', name: relation.node.name }
          : { kind: 'source', name: ref.package === null ? ref.name : `source:${ref.package}/${ref.name}` };
      // A seed has no place in lineage.
      if (owner.kind === 'source' && ref.package === null) continue;
      const key = relationKey({ kind: 'ref', package: ref.package, name: ref.name });
      found.set(key, relation ? this.read(owner, relation) : { owner, columns: null, complete: false });
    }
    for (const read of node.reads) {
      const relation = relationOf(read, this.names);
      if (relation?.kind !== 'source') continue;
      const owner: ColumnOwner = relation.input
        ? { kind: 'input', input: relation.input }
        : { kind: 'source', name: `source:${read.source}/${read.table}` };
      const key = relationKey({ kind: 'source', source: read.source, name: read.table });
      found.set(key, this.read(owner, relation));
    }
    return found;
  }

  private read(owner: ColumnOwner, relation: Relation): Read {
    if (relation.kind === 'node')
      return {
        owner,
        columns: this.columns.get(relation.node.name) ?? null,
        complete: this.complete.has(relation.node),
      };
    const provided = relation.input?.provider?.kind === 'found' ? relation.input.provider.port.columns : [];
    const names = [...(relation.table?.columns ?? []), ...provided].map(({ name }) => name);
    const columns = names.length === 0 ? null : new Map(names.map((name) => [name.toLowerCase(), name]));
    return { owner, columns, complete: provided.length > 0 };
  }

  private reading(node: DbtModel, reads: ReadonlyMap<string, Read>): SqlReading | null {
    if (!node.sql) return null;
    const { project, platform } = this.flowing;
    const columnsOf = (relation: SqlRelation): readonly string[] | null => {
      const columns = reads.get(relationKey(relation))?.columns;
      return columns ? [...columns.values()] : null;
    };
    const mayHaveMore = (relation: SqlRelation): boolean => reads.get(relationKey(relation))?.complete !== true;
    const tableOf = projectTables(node, project);
    const reading = tryReadSql(node.sql, platformDialect(platform), { columnsOf, mayHaveMore, tableOf });
    if ('problem' in reading) return null;
    if (reading.gaps.length === 0) this.followed.add(node);
    return reading;
  }
}

interface Target {
  readonly node: DbtModel;
  readonly column: string;
  readonly reads: ReadonlyMap<string, Read>;
}

function derivationOf({ via, masking }: ColumnOrigin): ColumnDerivation {
  if (via === 'aggregation') return 'aggregation';
  if (masking) return 'hash';
  return via === 'identity' ? 'identity' : 'transformation';
}
