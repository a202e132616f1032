import type { DbtCode } from '../../document/dbt/project/project.js';
import { callOf, type ArgumentText, type CallText } from '../jinja/callText.js';
import { dispatched, macroNamed, type Macro } from '../jinja/macros.js';
import { tokens } from '../jinja/tokens.js';
import { tree, type Branch, type Node } from '../jinja/tree.js';
import { Evaluator, written, type RenderContext, type Scope, type Value } from './Evaluator.js';
import { Refusal } from './Refusal.js';

/** A model's SQL, or what of its template is not rendered here, and where that stands. */
export type Rendered = { readonly sql: string } | { readonly refused: string; readonly at: number };

/** The tags that are followed; of any other the whole template is refused. */
const TAGS = /^(if|elif|else|endif|for|endfor|set|endset)\b/;
/** A model's own macros stand beside it, and are written out where they are called. */
const MACROS = /^(macro|endmacro)\b/;
const LONGEST = 500_000;
const MOST_STEPS = 200_000;
const DEEPEST_MACRO = 8;

/**
 * The SQL of a dbt model as it runs here: `ref`, `source`, `config`, `var`, `is_incremental`, `this`, conditions, loops over
 * lists, `set`, and the project's own macros made of these. Whatever else its Jinja says is refused with its place.
 */
export function renderModel({ text, macros = {}, package: own = null }: DbtCode, context: RenderContext): Rendered {
  const renderer = new Renderer(macros, own, context);
  try {
    renderer.mustBeKnown(text, true);
    return { sql: renderer.rendered(tree(text), new Map()).trim() };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { refused: error.what, at: renderer.at };
  }
}

class Renderer {
  /** Where it is in the model's own template. */
  at = 0;
  private steps = 0;
  private readonly calling: string[] = [];
  private readonly evaluator: Evaluator;

  constructor(
    private readonly macros: NonNullable<DbtCode['macros']>,
    private readonly own: string | null,
    context: RenderContext,
  ) {
    this.evaluator = new Evaluator(context, (text, call, scope) => this.macro(text, call, scope));
  }

  /** Throws Refusal for a tag that is not followed, and for what is opened and never closed. */
  mustBeKnown(template: string, isModel: boolean): void {
    for (const { kind, text, at } of tokens(template)) {
      if (isModel) this.at = at;
      if (kind === 'tag' && !TAGS.test(text) && !(isModel && MACROS.test(text)))
        throw new Refusal(`\`{% ${text} %}\` is not known`);
      if (kind === 'text' && /\{[{%]/.test(text)) throw new Refusal('A `{{` or `{%` is not closed');
    }
    if (isModel) this.at = 0;
  }

  /** Throws Refusal for what is not known here. */
  rendered(nodes: readonly Node[], scope: Scope): string {
    return nodes.map((node) => this.node(node, scope)).join('');
  }

  private node(node: Node, scope: Scope): string {
    if (++this.steps > MOST_STEPS) throw new Refusal('The template grows out of all proportion');
    if (this.calling.length === 0) this.at = node.at;
    switch (node.kind) {
      case 'text':
        return this.bounded(node.text);
      case 'expression':
        return this.expression(node.text, scope);
      case 'set':
        scope.set(node.name, this.evaluator.value(node.value, scope));
        return '';
      case 'capture':
        scope.set(node.name, this.rendered(node.body, scope));
        return '';
      case 'if':
        return this.rendered(this.taken(node.branches, scope), scope);
      default:
        return this.loop(node, scope);
    }
  }

  private length = 0;
  private bounded(text: string): string {
    this.length += text.length;
    if (this.length > LONGEST) throw new Refusal('The template grows out of all proportion');
    return text;
  }

  private expression(text: string, scope: Scope): string {
    // What it configures is read before it runs.
    if (callOf(text)?.name === 'config') return '';
    return this.bounded(written(this.evaluator.value(text, scope), text));
  }

  private taken(branches: readonly Branch[], scope: Scope): readonly Node[] {
    return branches.find(({ condition }) => condition === null || this.evaluator.holds(condition, scope))?.body ?? [];
  }

  private loop({ name, list, body }: Extract<Node, { kind: 'for' }>, scope: Scope): string {
    const items = this.evaluator.value(list, scope);
    if (!Array.isArray(items)) throw new Refusal(`\`${list}\` is no list`);
    const names = name.split(',').map((each) => each.trim());
    return items
      .map((item: Value, index) => {
        const inner: Scope = new Map(scope);
        const values: readonly Value[] = names.length > 1 && Array.isArray(item) ? item : [item];
        names.forEach((each, at) => inner.set(each, values[at] ?? null));
        inner.set('loop.first', index === 0).set('loop.last', index === items.length - 1);
        inner.set('loop.index', index + 1).set('loop.index0', index);
        return this.rendered(body, inner);
      })
      .join('');
  }

  /** One of the project's own macros, written out; undefined where the call is of none. */
  private macro(text: string, direct: CallText, scope: Scope): string | undefined {
    const call = dispatched(text, this.macros) ?? direct;
    const [first = '', second] = call.name.split('.');
    const name = second !== undefined && first === this.own ? second : call.name;
    if (!Object.hasOwn(this.macros, name)) return undefined;
    const macro = macroNamed(name, this.macros);
    if (!macro) throw new Refusal(`The macro \`${name}\` asks the warehouse, or for what is not known`);
    if (this.calling.length >= DEEPEST_MACRO) throw new Refusal(`The macro \`${name}\` calls itself too deeply`);
    const inner = this.bound(macro, call, scope);
    this.calling.push(name);
    try {
      this.mustBeKnown(this.macros[name]?.body ?? '', false);
      return this.rendered(macro.body, inner).trim();
    } catch (error) {
      if (error instanceof Refusal && this.calling.length === 1)
        throw new Refusal(`${error.what}, in the macro \`${name}\``);
      throw error;
    } finally {
      this.calling.pop();
    }
  }

  private bound({ parameters }: Macro, call: CallText, scope: Scope): Scope {
    const byPosition = call.arguments.filter(({ name }) => name === null);
    const inner: Scope = new Map();
    parameters.forEach(({ name, default: otherwise }, index) => {
      const given: ArgumentText | undefined = call.arguments.find((each) => each.name === name) ?? byPosition[index];
      const text = given?.text ?? otherwise;
      if (text === null) throw new Refusal(`\`${call.name}\` is called without its argument \`${name}\``);
      inner.set(name, this.evaluator.value(text, given ? scope : new Map()));
    });
    return inner;
  }
}
