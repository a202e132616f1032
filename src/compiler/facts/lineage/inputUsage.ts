import { nodesOf, type DbtModel, type DbtProject, type DbtSourceRef } from '../../document/dbt/project/project.js';
import type { EffectivePlatform } from '../../inherit/policy/platform.js';
import type { MeshFacts } from '../../input.js';
import { platformDialect } from '../../sql/dialect.js';
import { projectTables } from '../../sql/projectTables.js';
import { relationKey, type SqlRelation } from '../../sql/relations/relation.js';
import { usedColumns, type UsedColumns } from '../../sql/usedColumns.js';
import type { InputPortFacts, InputColumns, ReadColumn } from './inputFacts.js';
import { offers } from '../../contracts/usage.js';
import type { ModelFacts } from '../models/modelFacts.js';
import { inputOf, namesOf, type Names } from './upstream.js';
import { NOTHING_KNOWN } from './inputFacts.js';
import type { ProviderPort } from '../../mesh.js';

interface Consumer {
  readonly project: DbtProject;
  readonly models: readonly ModelFacts[];
  readonly platform: EffectivePlatform;
  readonly mesh: MeshFacts;
}

/** The input ports with the columns that the product uses of each; null where that cannot be told: all of them. */
export function withUsage(inputs: readonly InputPortFacts[], consumer: Consumer): InputPortFacts[] {
  if (!inputs.some(({ provider }) => provider !== null)) return [...inputs];
  const usages = new UsageReader(inputs, consumer);
  return inputs.map((input) => ({ ...input, ...usages.of(input) }));
}

interface Reading {
  readonly model: DbtModel;
  readonly relation: SqlRelation;
}

class UsageReader {
  private readonly nodes: readonly DbtModel[];
  private readonly columnNames: ReadonlyMap<string, readonly string[]>;
  private readonly readings = new Map<string, Reading[]>();

  constructor(
    inputs: readonly InputPortFacts[],
    private readonly consumer: Consumer,
  ) {
    const { project, models } = consumer;
    this.nodes = nodesOf(project);
    this.columnNames = new Map(this.nodes.map(({ name, columns }) => [name, columns.map((each) => each.name)]));
    const names = namesOf({ models, inputs, project });
    for (const model of this.nodes) for (const read of model.reads) this.note(model, read, names);
  }

  private note(model: DbtModel, read: DbtSourceRef, names: Names): void {
    const input = inputOf(read, names);
    if (!input) return;
    const relation: SqlRelation = { kind: 'source', source: read.source, name: read.table };
    this.readings.set(input.name, [...(this.readings.get(input.name) ?? []), { model, relation }]);
  }

  of({ name, port, provider }: InputPortFacts): InputColumns {
    const { source } = port;
    if (source.type !== 'data_product') return NOTHING_KNOWN;
    const offered = provider?.kind === 'found' ? this.offered(source.ref, provider.port) : null;
    const readings = this.readings.get(name) ?? [];
    const used = readings.map(({ model, relation }) => ({
      model: model.name,
      found: this.usedBy({ model, relation }, offered),
    }));
    const named = (of: 'certain' | 'unknown'): ReadColumn[] =>
      used.flatMap(({ model, found }) => (found?.[of] ?? []).map((column) => ({ column, model })));
    const unoffered = offered ? named('unknown') : [];
    if (source.columns) {
      // Who declares a field reads its column.
      const stated = source.columns.map((each) => each.toLowerCase());
      const declared = new Set(stated.flatMap((each) => [each, each.replace(/(\[\]|\{\})?\..*$/, '')]));
      const undeclared = named('certain').filter(({ column }) => !declared.has(column.toLowerCase()));
      return {
        usage: { columns: source.columns, origin: 'declared' },
        undeclared,
        unoffered,
        misnamed: this.misnamed(source, provider),
      };
    }
    const isKnown = used.length > 0 && used.every(({ found }) => found !== null) && !this.isNamed(provider, readings);
    const names = new Set(used.flatMap(({ found }) => found?.columns ?? []));
    const columns = offered?.filter((each) => names.has(each)) ?? [...names];
    return { usage: isKnown ? { columns, origin: 'read' } : null, undeclared: [], unoffered, misnamed: [] };
  }

  /** What is declared and neither offered nor promised; nothing where the provider does not say what it offers. */
  private misnamed(
    { ref, columns = [] }: { ref: string; columns?: readonly string[] },
    provider: InputPortFacts['provider'],
  ): string[] {
    if (provider?.kind !== 'found' || provider.port.columns.length === 0) return [];
    const held = this.consumer.mesh.standingContracts.find(({ providerPort }) => providerPort === ref);
    const known = [...provider.port.columns, ...(held?.terms.columns ?? [])];
    return columns.filter((each) => !offers(known, each));
  }

  /** What the port has, and what the contract promises: what the provider has taken away may be used all the same. */
  private offered(ref: string, port: ProviderPort): readonly string[] | null {
    const held = this.consumer.mesh.standingContracts.find(({ providerPort }) => providerPort === ref);
    const names = new Set([...port.columns, ...(held?.terms.columns ?? [])].map(({ name }) => name));
    return names.size > 0 ? [...names] : null;
  }

  private usedBy({ model, relation }: Reading, offered: readonly string[] | null): UsedColumns | null {
    const { project, platform } = this.consumer;
    if (!model.sql) return null;
    const key = relationKey(relation);
    const columnsOf = (other: SqlRelation): readonly string[] | null => {
      if (relationKey(other) === key) return offered;
      return other.kind === 'ref' ? (this.columnNames.get(other.name) ?? null) : null;
    };
    const mayHaveMore = (other: SqlRelation): boolean => relationKey(other) !== key;
    const context = { columnsOf, mayHaveMore, tableOf: projectTables(model, project) };
    return usedColumns(model.sql, relation, offered, { dialect: platformDialect(platform), context });
  }

  /** Whether SQL names the provider's table itself, past every source; in compiled SQL a source is such a name. */
  private isNamed(provider: InputPortFacts['provider'], readings: readonly Reading[]): boolean {
    if (provider?.kind !== 'found') return false;
    const parts = provider.port.table.split('.').map((part) => `["\`\\[]?${part.replace(/[^\w]/g, '\\$&')}["\`\\]]?`);
    const named = new RegExp(parts.slice(-2).join('\\s*\\.\\s*'), 'i');
    const own = new Set(readings.map(({ model }) => model));
    return this.nodes.some((node) => node.sql && !(node.sql.compiled && own.has(node)) && named.test(node.sql.text));
  }
}
