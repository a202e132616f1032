import {
  getVariableValues,
  GraphQLError,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { CatalogError } from '../errors.js';
import { EventPlan } from './EventPlan.js';
import { Plan } from './Plan.js';
import { Run, type Readable } from './Run.js';
import { Selections } from './selections.js';
import { Together } from './Together.js';
import { Unplanned } from './Unplanned.js';

/** An operation of a valid document, and the document. */
export interface Operation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

type Values = Readonly<Record<string, unknown>>;

/** An operation has a plan for each of the ways in which its @skip and @include may go; of few variables, or none. */
const CONDITIONS = 4;

/** What a document is answered by; null where there is no plan. */
type Planned = Together | EventPlan | null;

interface Known {
  /** The variables that @skip and @include go by. */
  readonly conditions: readonly string[];
  /** By the values of those. */
  readonly plans: Map<string, Planned>;
}

/** Answers operations by plans, each made once for as long as its document is kept. */
export class Plans {
  private readonly known = new WeakMap<OperationDefinitionNode, Known>();

  constructor(
    private readonly schema: GraphQLSchema,
    /** Fields that are for resolvers alone, as `Type.field`. */
    private readonly unplanned: ReadonlySet<string> = new Set(),
  ) {}

  /**
   * The data of the answer; null where no plan gives it: then it is for the resolvers to say, errors too. Throws CatalogError
   * UNAVAILABLE where the store is away.
   */
  answer(asked: Operation, given: Values, from: Readable): Promise<object | null> {
    return this.carriedOut(asked, given, (plan, values) =>
      plan instanceof Together ? plan.answer(new Run(from, values)) : null,
    );
  }

  /**
   * The data of each of these events of a subscription; null where no plan gives all of it. Throws CatalogError UNAVAILABLE
   * where the store is away.
   */
  events(asked: Operation, given: Values, from: Readable, events: readonly object[]): Promise<object[] | null> {
    return this.carriedOut(asked, given, (plan, values) =>
      plan instanceof EventPlan ? plan.answer(events, new Run(from, values)) : null,
    );
  }

  private async carriedOut<T>(
    asked: Operation,
    given: Values,
    work: (plan: Planned, values: Values) => Promise<T> | null,
  ): Promise<T | null> {
    const { coerced } = getVariableValues(this.schema, asked.operation.variableDefinitions ?? [], given);
    if (!coerced) return null;
    try {
      return await work(this.planOf(asked, coerced), coerced);
    } catch (error) {
      if (isForResolvers(error)) return null;
      throw error;
    }
  }

  private planOf(asked: Operation, variables: Values): Planned {
    const known = this.known.get(asked.operation) ?? { conditions: conditionsOf(asked.document), plans: new Map() };
    this.known.set(asked.operation, known);
    const key = known.conditions.map((name) => String(variables[name])).join();
    const found = known.plans.get(key);
    if (found !== undefined) return found;
    const made = known.conditions.length > CONDITIONS ? null : this.made(asked, variables);
    known.plans.set(key, made);
    return made;
  }

  private made({ document, operation }: Operation, variables: Values): Planned {
    if (this.unplanned.size > 0 && asksFor(document, this.schema, this.unplanned)) return null;
    const fragments = document.definitions.filter(
      (each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION,
    );
    const byName = Object.fromEntries(fragments.map((each) => [each.name.value, each]));
    try {
      const selections = new Selections(this.schema, byName, variables);
      return operation.operation === 'subscription'
        ? new EventPlan(selections, operation)
        : new Together(new Plan(selections, operation));
    } catch (error) {
      if (error instanceof Unplanned) return null;
      throw error;
    }
  }
}

/** What resolvers say better, with the field that it is about; that the store is away they would find out once more. */
const isForResolvers = (error: unknown): boolean =>
  error instanceof Unplanned ||
  error instanceof GraphQLError ||
  (error instanceof CatalogError && error.code !== 'UNAVAILABLE');

/** Whether a document asks for one of these fields. */
function asksFor(document: DocumentNode, schema: GraphQLSchema, fields: ReadonlySet<string>): boolean {
  const types = new TypeInfo(schema);
  let found = false;
  const enter = (): void => {
    found ||= fields.has(`${types.getParentType()?.name}.${types.getFieldDef()?.name}`);
  };
  visit(document, visitWithTypeInfo(types, { Field: enter }));
  return found;
}

function conditionsOf(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: ({ name, arguments: args }) => {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of args ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}
