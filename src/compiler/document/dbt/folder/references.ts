import type { Diagnostic } from '../../../diagnostic.js';
import { placeIn, type SourceFile } from '../../../source.js';
import { finding } from '../../yaml/finding.js';
import { jinjaBlocks } from '../project/jinja.js';
import { isTemplate, stem } from './folders.js';
import { byLikeness } from '../../../values/nearest.js';

/** What the `ref`s and `source`s of a project can name. */
export interface Nameable {
  /** Models of every version, snapshots and seeds, declared or lying in a file. */
  readonly nodes: ReadonlySet<string>;
  /** `source.table` */
  readonly sources: ReadonlySet<string>;
  /** The names of the dbt projects; none where there is no dbt_project.yml: then files may be missing. */
  readonly projects: ReadonlySet<string>;
  /** Packages are installed, whose models can be named without them. */
  readonly hasPackages: boolean;
  /** Seeds are among the files: one that is not is none. */
  readonly hasSeeds: boolean;
}

/** No seed is called so, as teams name models by their layers. */
const OF_A_LAYER = /^(bronze|silver|gold|stg|staging|int|intermediate|dim|fct|fact|mart|hub|link|lnk|sat)_/i;

/** The name that was probably meant: a letter off, or two in what follows the same first word. */
function misspelt(name: string, names: ReadonlySet<string>): string | null {
  const firstOf = (text: string): string => text.split(/[_.]/)[0] ?? '';
  const near = byLikeness(name, names).find(
    (each) => each.far === 1 || (each.far === 2 && name.length > 5 && firstOf(each.name) === firstOf(name)),
  );
  return near?.name ?? null;
}

const REF = /\bref\(\s*(['"])([^'"]+)\1\s*(?:,\s*(['"])([^'"]+)\3)?[^()]*\)/g;
const SOURCE = /\bsource\(\s*(['"])([^'"]+)\1\s*,\s*(['"])([^'"]+)\3\s*\)/g;

/** Every `ref` and `source` of these files that names nothing (dbt refuses them), each at its place. */
export function unknownReferences(files: readonly SourceFile[], nameable: Nameable): Diagnostic[] {
  return files.flatMap((file) =>
    stretchesOf(file).flatMap(({ text, start }) => [
      ...[...text.matchAll(REF)].flatMap((found) => unknownRef(file, start + found.index, found, nameable)),
      ...[...text.matchAll(SOURCE)].flatMap((found) => unknownSource(file, start + found.index, found, nameable)),
    ]),
  );
}

/** Where references stand: between the braces of a template, in a YAML document outside its comments. */
function stretchesOf({ path, content }: SourceFile): { readonly text: string; readonly start: number }[] {
  if (!/\b(ref|source)\s*\(/.test(content)) return [];
  if (isTemplate(path)) return jinjaBlocks(content).map(({ inner, start }) => ({ text: inner, start: start + 2 }));
  return [{ text: content.replace(/(^|\s)#.*$/gm, (comment) => ' '.repeat(comment.length)), start: 0 }];
}

function unknownRef(file: SourceFile, at: number, found: RegExpExecArray, nameable: Nameable): Diagnostic[] {
  const [, , first = '', , second] = found;
  const name = second ?? first;
  if (second !== undefined && !nameable.projects.has(first)) return [];
  if (nameable.nodes.has(name)) return [];
  return told('DBT_REF_UNKNOWN', `There is no model, snapshot or seed '${name}'`, file, at, {
    name,
    near: misspelt(name, nameable.nodes),
    isMissing: !nameable.hasPackages && (OF_A_LAYER.test(name) || nameable.hasSeeds),
    isCertain: !nameable.hasPackages,
  });
}

function unknownSource(file: SourceFile, at: number, found: RegExpExecArray, nameable: Nameable): Diagnostic[] {
  const [, , source = '', , table = ''] = found;
  const name = `${source}.${table}`;
  if (nameable.sources.has(name)) return [];
  return told('DBT_SOURCE_UNKNOWN', `No source '${name}' is declared`, file, at, {
    name,
    near: misspelt(name, nameable.sources),
    isMissing: nameable.projects.size > 0 && nameable.sources.size > 0,
    isCertain: true,
  });
}

interface Unknown {
  readonly name: string;
  readonly near: string | null;
  /** It can lie in no file that is not at hand. */
  readonly isMissing: boolean;
  /** What is almost of that name must be meant. */
  readonly isCertain: boolean;
}

/** An error; a warning where an installed package may have it. */
function told(
  code: string,
  message: string,
  file: SourceFile,
  at: number,
  { name, near, isMissing, isCertain }: Unknown,
): Diagnostic[] {
  if (near === null && !isMissing) return [];
  return [
    finding({
      code,
      severity: isCertain ? 'error' : 'warning',
      message,
      location: { file: file.path, ...placeIn(file.content, at) },
      subject: stem(file.path),
      hint: near === null ? 'Declare it, or hand its file over as well' : `Did you mean '${near}'?`,
      details: { name, near },
    }),
  ];
}
