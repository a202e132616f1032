import { isCollection, isMap, isScalar, isSeq, parseDocument, type Document } from 'yaml';
import { ACME_MANIFESTS, ACME_PRODUCTS, acmeManifest, acmeProduct } from '../test/support/acme.js';
import type { Dice } from './Dice.js';
import { anyText, anyValue, changed } from './hostile.js';

interface File {
  readonly path: string;
  readonly content: string;
}

interface Product {
  readonly source: string;
  readonly files: readonly File[];
}

const MANIFESTS = ACME_MANIFESTS.map(({ file }) => acmeManifest(file));
const PRODUCTS = ACME_PRODUCTS.map((name) => acmeProduct(name));

/** Pieces of YAML that parsers stumble on. */
const YAML = [
  ...[
    '&a [*a]',
    '&a {b: *a}',
    '*nowhere',
    '<<: *a',
    '<<: {a: 1}',
    '!!binary x',
    '!!js/function x',
    '!<tag:x> y',
    '? [a]',
    '- - - -',
  ],
  ...[
    '"\\x',
    "'",
    '|',
    '>-',
    '%YAML 9.9\n---',
    '---\n---',
    '...',
    '{',
    '[',
    '{[',
    '\t- x',
    '~',
    '.nan',
    '-.inf',
    '0o17',
    '1_000',
  ],
  ...[
    'a: &x [1,2]\nb: &y [*x,*x]\nc: [*y,*y]',
    '#',
    '2026-13-45',
    'y',
    'no',
    '"\\u0000"',
    '"\\ud800"',
    '\u0085',
    '\ufeff',
  ],
];

function paths(node: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (isMap(node))
    return [
      path,
      ...node.items.flatMap(({ key, value }) => (isScalar(key) ? paths(value, [...path, key.value as string]) : [])),
    ];
  if (isSeq(node)) return [path, ...node.items.flatMap((each, at) => paths(each, [...path, at]))];
  return [path];
}

/** Something in the tree of a document is another value, is gone, or stands where it does not belong. */
function changedTree(text: string, dice: Dice): string {
  const document: Document = parseDocument(text);
  const all = paths(document.contents).filter(({ length }) => length > 0);
  for (let times = 1 + dice.below(3); times > 0 && all.length > 0; times--) {
    const path = dice.one(all);
    const parent = document.getIn(path.slice(0, -1), true);
    if (!isCollection(parent)) continue;
    if (dice.chance(0.3)) document.deleteIn(path);
    else if (dice.chance(0.5)) document.setIn(path, anyValue(dice));
    else if (dice.chance(0.5)) document.setIn(path, document.getIn(dice.one(all), false));
    else if (isMap(parent)) document.setIn([...path.slice(0, -1), anyText(dice).slice(0, 60)], anyValue(dice));
  }
  return document.toString();
}

function changedLines(text: string, dice: Dice): string {
  const lines = text.split('\n');
  const at = dice.below(lines.length);
  const line = lines[at] ?? '';
  const to = dice.below(lines.length);
  const become: readonly (() => string[])[] = [
    () => [],
    () => [line, line],
    () => [`${' '.repeat(1 + dice.below(4))}${line}`],
    () => [line.trimStart()],
    () => [line, `${/^ */.exec(line)?.[0] ?? ''}${dice.one(YAML)}`],
    () => [line.replace(/:.*/, `: ${dice.one(YAML)}`)],
    () => [line.replace(/:.*/, `: ${JSON.stringify(anyText(dice))}`)],
    () => [lines[to] ?? ''],
  ];
  lines.splice(at, 1, ...dice.one(become)());
  return lines.join('\n');
}

/** A document of YAML, or a file beside one, with something wrong in it. */
function mutated(text: string, dice: Dice): string {
  if (dice.chance(0.1)) return text;
  try {
    if (dice.chance(0.4)) return changedTree(text, dice);
  } catch {
    // A tree that cannot be printed: its text is changed instead.
  }
  return dice.chance(0.7) ? changedLines(text, dice) : changed(text, dice);
}

/** Documents and their files for the inputs that take them: those of examples/acme, changed. */
export class Documents {
  private product(dice: Dice): Product {
    const { source, files } = dice.one(PRODUCTS);
    const isFile = dice.chance(0.4);
    const given = files ?? [];
    const at = dice.below(given.length);
    return {
      source: isFile ? source : mutated(source, dice),
      files: given.map((file, place) =>
        isFile && place === at
          ? { path: dice.chance(0.1) ? anyText(dice) : file.path, content: mutated(file.content, dice) }
          : file,
      ),
    };
  }

  private manifest(dice: Dice): { readonly source: string; readonly ref?: string | null } {
    const { source, ref } = dice.one(MANIFESTS);
    return { source: mutated(source, dice), ref };
  }

  /** Of an input of this type what is a document. */
  of(type: string, dice: Dice): object {
    if (type === 'CompileProductInput' || type === 'AnnounceProductInput') return this.product(dice);
    if (type === 'PublishManifestInput') return this.manifest(dice);
    if (type === 'PublishTogetherInput')
      return { manifest: this.manifest(dice), products: this.listOf('products', 'CompileProductInput', dice) };
    return {};
  }

  listOf(name: string, type: string, dice: Dice): unknown[] {
    if (name === 'files') return [...this.product(dice).files];
    return Array.from({ length: dice.below(3) }, () => this.of(type, dice));
  }
}
