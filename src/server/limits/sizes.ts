import { Kind, valueFromASTUntyped, type ArgumentNode, type FieldNode, type OperationDefinitionNode } from 'graphql';
import type { Term, Values } from './terms.js';

/** What the variables of an operation are where a request gives none. */
function defaultsOf(operation: OperationDefinitionNode): Values {
  const given = (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
  );
  return Object.fromEntries(given);
}

/** Reads what the arguments of an operation say of how much is to be given. */
export class Sizes {
  private readonly defaults: Values;

  constructor(operation: OperationDefinitionNode) {
    this.defaults = defaultsOf(operation);
  }

  /** The number that the first of these arguments gives, within these bounds; `otherwise` where none does. */
  number(field: FieldNode, names: readonly string[], otherwise: number, bound: number): Term {
    const given = names.flatMap((name) => argumentsOf(field, name));
    return this.read(given, (values) => {
      const value = values.find((each) => typeof each === 'number');
      return Math.min(bound, Math.max(1, value ?? otherwise));
    });
  }

  /** The length of the list that an argument gives. */
  length(field: FieldNode, name: string): Term {
    return this.read(argumentsOf(field, name), ([list]) => (Array.isArray(list) ? list.length : 1));
  }

  /** So much where an argument is an object that has this field. */
  has(field: FieldNode, name: string, of: string, weight: number): Term {
    const given = argumentsOf(field, name);
    const [value] = given.map((each) => each.value);
    if (value?.kind === Kind.OBJECT)
      return value.fields.some((each) => each.name.value === of && each.value.kind !== Kind.NULL) ? weight : 0;
    return this.read(given, ([object]) => ((object as Values | null | undefined)?.[of] == null ? 0 : weight));
  }

  private read(given: readonly ArgumentNode[], of: (values: readonly unknown[]) => number): Term {
    if (given.every(({ value }) => value.kind !== Kind.VARIABLE)) return of(given.map((each) => literal(each)));
    return (variables) =>
      of(
        given.map((each) => {
          if (each.value.kind !== Kind.VARIABLE) return literal(each);
          const name = each.value.name.value;
          return variables[name] === undefined ? this.defaults[name] : variables[name];
        }),
      );
  }
}

const argumentsOf = (field: FieldNode, name: string): ArgumentNode[] =>
  (field.arguments ?? []).filter((each) => each.name.value === name);

/** A list keeps its length, whatever is in it. */
const literal = ({ value }: ArgumentNode): unknown =>
  value.kind === Kind.LIST ? value.values : valueFromASTUntyped(value);
