import type { Dice } from './Dice.js';
import { anyText, anyValue, changed } from './hostile.js';

/** What a catalog answered, to be asked for again: texts by the names of their fields. */
export class Known {
  private readonly texts = new Map<string, Set<string>>();
  private readonly all = new Set<string>();

  /** Notes every text of an answer. */
  note(answer: unknown, name = ''): void {
    if (typeof answer === 'string' && answer.length < 300) {
      this.all.add(answer);
      this.texts.set(name, (this.texts.get(name) ?? new Set()).add(answer));
    } else if (Array.isArray(answer)) for (const each of answer) this.note(each, name);
    else if (answer !== null && typeof answer === 'object')
      for (const [each, value] of Object.entries(answer)) this.note(value, each);
  }

  private named(...names: readonly string[]): string[] {
    return names.flatMap((name) => [...(this.texts.get(name) ?? [])]);
  }

  /** A text for an argument of this name: mostly one that was answered for such a thing. */
  text(name: string, type: string, dice: Dice): string {
    const fitting = this.fitting(name, type);
    const text = dice.one(fitting.length > 0 && dice.chance(0.85) ? fitting : [...this.all, 'x']);
    return dice.chance(0.05) ? changed(text, dice) : text;
  }

  private fitting(name: string, type: string): string[] {
    if (type === 'Cursor') return this.named('cursor', 'endCursor', 'startCursor');
    if (type === 'ID') return this.named('id');
    if (type === 'SemVer') return this.named('version');
    if (type === 'DateTime')
      return [...this.named('publishedAt', 'at', 'compiledAt'), '2020-01-01T00:00:00Z', '2999-01-01T00:00:00Z'];
    if (['of', 'fqn', 'port', 'product', 'consumes', 'provides', 'provider', 'consumer'].includes(name))
      return this.named('fqn');
    return this.named(name);
  }

  /** What a gateway sends for an object. */
  representation(dice: Dice): unknown {
    if (dice.chance(0.1)) return anyValue(dice);
    const __typename = dice.chance(0.9)
      ? dice.one([
          'DataProduct',
          'OutputPort',
          'Domain',
          'DataContract',
          'InputPort',
          'Manifest',
          'Model',
          'Query',
          'PageInfo',
        ])
      : anyValue(dice);
    const key = dice.one(['fqn', 'name', 'id', 'email', 'path', 'reference']);
    const value = dice.chance(0.8) ? this.text(key, '', dice) : dice.chance(0.5) ? anyText(dice) : anyValue(dice);
    return { __typename, [key]: value };
  }
}
