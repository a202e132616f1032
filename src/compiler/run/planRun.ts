import type { DbtModel } from '../document/dbt/project/project.js';
import type { ModelFacts } from '../facts/models/modelFacts.js';
import type { ProductFacts } from '../facts/product/productFacts.js';
import { placeIn, plainLocation, type SourceLocation } from '../source.js';
import type { SqlRelation } from '../sql/relations/relation.js';
import type { RenderContext } from '../sql/render/Evaluator.js';
import { renderModel } from '../sql/render/renderModel.js';
import { inOrder } from './inOrder.js';
import type { RunInput, RunModel, RunPlan, RunRefusal, RunTable } from './plan.js';
import { loadedAtOf, testsOf, type TableNamed } from './runTests.js';
import { inputsOf, modelTable } from './tablesOf.js';
import { variablesOf } from './variables.js';

/** What is run here; of all else dbt is told. */
const RUN_HERE = ['view', 'table', 'incremental'] as const;
const DBT_RUNS_IT = 'dbt runs it: `floe run --engine dbt`';

const quoted = ({ schema, name }: RunTable): string =>
  [schema, name].map((each) => `"${each.replaceAll('"', '""')}"`).join('.');

const nameOf = (relation: SqlRelation): string =>
  relation.kind === 'source' ? `${relation.source}.${relation.name}` : relation.name;

/**
 * A product as SQL: its sources and seeds, and its models in an order in which each reads what stands before it. `given`
 * are the variables of the command line. Nothing is executed; what is not run here is told with its place.
 */
export function planRun(facts: ProductFacts, given: Readonly<Record<string, unknown>> = {}): RunPlan {
  return new Planner(facts, given).plan();
}

const startOf = (file: string): SourceLocation => ({ file, line: 1, column: 1 });

class Planner {
  private readonly refusals: RunRefusal[] = [];
  private readonly inputs: readonly RunInput[];
  private readonly tables: ReadonlyMap<string, RunTable>;
  private readonly variables: RenderContext['variables'];
  private readonly texts: ReadonlyMap<string, string>;

  constructor(
    private readonly facts: ProductFacts,
    given: Readonly<Record<string, unknown>>,
  ) {
    this.inputs = inputsOf(facts);
    this.variables = variablesOf(facts.files, given);
    this.texts = new Map(facts.files.map(({ path, content }) => [path, content]));
    this.tables = new Map([
      ...this.inputs.map(({ name, table }) => [name, table] as const),
      ...facts.models.map((each) => [each.model.name, modelTable(each, facts)] as const),
    ]);
  }

  plan(): RunPlan {
    for (const { name, location } of this.facts.project.snapshots)
      this.refuse(`The snapshot ${name} is not run here`, location);
    const models = this.facts.models.flatMap((each) => this.model(each) ?? []);
    const { ordered, circle } = inOrder(
      models,
      this.inputs.map(({ name }) => name),
    );
    const [first] = circle;
    if (first) this.refuse(`${circle.map(({ name }) => name).join(' -> ')} read each other`, startOf(first.file));
    const read = new Set(
      ordered.flatMap(({ reads, tests }) => [...reads, ...tests.flatMap(({ to }) => to?.name ?? [])]),
    );
    return {
      inputs: this.inputs.filter(({ name, location }) => location === null || read.has(name)),
      models: ordered,
      refusals: this.refusals,
    };
  }

  private refuse(message: string, location: SourceLocation): void {
    this.refusals.push({ message: `${message}: ${DBT_RUNS_IT}`, location: plainLocation(location) });
  }

  private readonly named: TableNamed = (name) => this.tables.get(name) ?? null;

  private model(each: ModelFacts): RunModel | null {
    const { model } = each;
    const materialized = RUN_HERE.find((known) => known === model.materialized);
    const reason = this.reasonAgainst(model, materialized !== undefined);
    if (reason !== null || !materialized || !model.sql) {
      this.refuse(`The model ${model.name} ${reason ?? ''}`, startOf(model.file));
      return null;
    }
    const sql = this.rendered(model, false, each);
    const nextSql = materialized === 'incremental' ? this.rendered(model, true, each) : null;
    if (sql === null) return null;
    const { tests, others } = testsOf(model, this.named);
    return {
      name: model.name,
      file: model.file,
      table: modelTable(each, this.facts),
      materialized,
      uniqueKey: model.incremental?.uniqueKey ?? [],
      sql,
      nextSql,
      reads: [...model.refs.map(({ name }) => name), ...model.reads.map(({ source, table }) => `${source}.${table}`)],
      tests,
      otherTests: others,
      ports: each.port ? [`${this.facts.fqn}.${each.port.port.name}`] : [],
      loadedAt: loadedAtOf(model),
    };
  }

  /** Why a model is not run here; null where it is. */
  private reasonAgainst({ materialized, sql, hooks, incremental }: DbtModel, isKnown: boolean): string | null {
    if (!sql) return 'has no SQL';
    if (sql.compiled) return 'is told by manifest.json with compiled SQL alone';
    if (!isKnown) return `is materialized as ${materialized}`;
    if (hooks) return 'has hooks';
    const strategy = incremental?.strategy ?? null;
    if (strategy !== null && !['append', 'delete+insert'].includes(strategy)) return `is built by ${strategy}`;
    return null;
  }

  private rendered(model: DbtModel, isIncremental: boolean, each: ModelFacts): string | null {
    const result = renderModel(model.sql ?? { text: '', compiled: false }, {
      isIncremental,
      variables: this.variables,
      self: quoted(modelTable(each, this.facts)),
      relation: (relation) => {
        const isForeign =
          relation.kind === 'ref' && relation.package !== null && relation.package !== (model.sql?.package ?? null);
        const table = isForeign ? null : this.named(nameOf(relation));
        return table && quoted(table);
      },
    });
    if ('sql' in result) return result.sql.replace(/;\s*$/, '');
    const text = this.texts.get(model.file) ?? '';
    this.refuse(result.refused, { file: model.file, ...placeIn(text, result.at) });
    return null;
  }
}
