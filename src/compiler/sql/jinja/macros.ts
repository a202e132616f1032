import type { DbtMacros } from '../../document/dbt/project/project.js';
import { callOf, partsOf, type CallText } from './callText.js';
import { literalOf, type Variables } from './literals.js';
import { tree, type Node } from './tree.js';

/** A macro's text, to be written out where it is called. */
export interface Macro {
  readonly parameters: readonly { readonly name: string; readonly default: string | null }[];
  readonly body: readonly Node[];
}

/** They ask the warehouse, or look at what is not there before the run: what comes of them cannot be told. */
const NEEDS_A_RUN =
  /\b(run_query|execute|graph|load_result|caller|varargs|kwargs|namespace|statement|adapter\s*\.\s*(?!dispatch)\w+|get_columns_in_relation|get_column_values|modules|fromjson|fromyaml|do|append|extend|update)\b/;

const known = new WeakMap<DbtMacros, Map<string, Macro | null>>();

/** The project's own macro of that name; null where it is not at hand, or where it needs a run. */
export function macroNamed(name: string, macros: DbtMacros): Macro | null {
  const read = known.get(macros) ?? new Map<string, Macro | null>();
  known.set(macros, read);
  const found = read.get(name);
  if (found !== undefined) return found;
  const own = Object.hasOwn(macros, name) ? macros[name] : undefined;
  const macro =
    own === undefined || NEEDS_A_RUN.test(own.body)
      ? null
      : { parameters: parametersOf(own.parameters), body: tree(own.body) };
  read.set(name, macro);
  return macro;
}

const parametersOf = (text: string): Macro['parameters'] =>
  (partsOf(text, ',') ?? [])
    .map((each) => /^\s*(\w+)\s*(?:=([^]*))?$/.exec(each))
    .flatMap((found) => (found ? [{ name: found[1] ?? '', default: found[2]?.trim() ?? null }] : []));

/** What a macro's parameters are in a call. */
export function boundVariables({ parameters }: Macro, call: CallText, outside: Variables): Variables {
  const byPosition = call.arguments.filter(({ name }) => name === null);
  return new Map(
    parameters.map(({ name, default: otherwise }, index) => {
      const given = call.arguments.find((each) => each.name === name) ?? byPosition[index];
      if (given) return [name, literalOf(given.text, outside)];
      return [name, otherwise === null ? null : literalOf(otherwise, new Map())];
    }),
  );
}

/** `adapter.dispatch('name', 'package')(arguments)`, as a call of what it is dispatched to. */
export function dispatched(text: string, macros: DbtMacros): CallText | null {
  const inner = /^return\s*\(([^]*)\)$/.exec(text)?.[1]?.trim() ?? text;
  const found = /^adapter\s*\.\s*dispatch\s*\(\s*['"](\w+)['"][^)]*\)\s*(\([^]*\))$/.exec(inner);
  if (!found) return null;
  const name = found[1] ?? '';
  const default_ = `default__${name}`;
  return callOf(`${Object.hasOwn(macros, default_) ? default_ : name}${found[2] ?? '()'}`);
}
