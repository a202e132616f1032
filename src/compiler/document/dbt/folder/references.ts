import type { Diagnostic, Severity } from '../../../diagnostic.js';
import { placeIn, type SourceFile, type SourceLocation } from '../../../source.js';
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
  /** The names of the dbt projects; none where there is no dbt_project.yml: then files may be missing, seeds among them. */
  readonly projects: ReadonlySet<string>;
  /** The versions of the models that have any. */
  readonly versions: ReadonlyMap<string, ReadonlySet<string>>;
  /** Installed packages that may have models, which can be named without the package. */
  readonly packages: readonly string[];
  /** dbt_project.yml configures seeds, and none is at hand: their files were not handed over. */
  readonly lacksSeeds: boolean;
  /** A seed is at hand: then all are. */
  readonly hasSeeds: boolean;
}

/** As seeds are called. */
const OF_A_SEED = /^(raw|seed|lookup|lkp|ref|map)_|_(seed|lookup|map|mapping|codes?)$/i;
/** As teams name models by their layers: no seed is called so. */
const OF_A_LAYER = /^(bronze|silver|gold|stg|staging|int|intermediate|dim|fct|fact|mart|hub|link|lnk|sat)_/i;

/** The name that was probably meant: a letter off, or two in what follows the same first word. */
function misspelt(name: string, names: ReadonlySet<string>): string | null {
  const firstOf = (text: string): string => text.split(/[_.]/)[0] ?? '';
  const near = byLikeness(name, names).find(
    (each) => each.far === 1 || (each.far === 2 && name.length > 5 && firstOf(each.name) === firstOf(name)),
  );
  return near?.name ?? null;
}

const REF =
  /\bref\(\s*(['"])([^'"]+)\1\s*(?:,\s*(['"])([^'"]+)\3)?(?:\s*,\s*v(?:ersion)?\s*=\s*['"]?([\w.-]+)['"]?)?[^()]*\)/g;
const SOURCE = /\bsource\(\s*(['"])([^'"]+)\1\s*,\s*(['"])([^'"]+)\3\s*\)/g;

/**
 * Every `ref` and `source` of these files that names nothing (dbt refuses them), each at its place; of what may be named
 * in files that are not at hand once that it was not judged.
 */
export function unknownReferences(files: readonly SourceFile[], nameable: Nameable): Diagnostic[] {
  const found = files.flatMap((file) =>
    stretchesOf(file).flatMap(({ text, start }) => [
      ...[...text.matchAll(REF)].flatMap((each) => unknownRef(file, start + each.index, each, nameable)),
      ...[...text.matchAll(SOURCE)].flatMap((each) => unknownSource(file, start + each.index, each, nameable)),
    ]),
  );
  const told = new Set<string>();
  return found.filter(({ code, message }) => {
    const isAgain = code === NOT_JUDGED && told.has(message);
    told.add(message);
    return !isAgain;
  });
}

/** Where references stand: between the braces of a template, in a YAML document outside its comments. */
function stretchesOf({ path, content }: SourceFile): { readonly text: string; readonly start: number }[] {
  if (!/\b(ref|source)\s*\(/.test(content)) return [];
  if (isTemplate(path)) return jinjaBlocks(content).map(({ inner, start }) => ({ text: inner, start: start + 2 }));
  return [{ text: content.replace(/(^|\s)#.*$/gm, (comment) => ' '.repeat(comment.length)), start: 0 }];
}

function unknownRef(file: SourceFile, at: number, found: RegExpExecArray, nameable: Nameable): Diagnostic[] {
  const [, , first = '', , second, version] = found;
  const name = second ?? first;
  const { nodes, projects, packages } = nameable;
  const place = { file, at };
  if (second !== undefined && !projects.has(first))
    return [notJudged(place, `Refs to the models of '${first}' are not judged: that project is not at hand`, first)];
  if (nodes.has(name)) return version === undefined ? [] : unknownVersion(place, name, version, nameable);
  const near = misspelt(name, nodes);
  const message = `There is no model, snapshot or seed '${name}'`;
  const severity = packages.length === 0 ? 'error' : 'warning';
  if (near !== null) return [told(REF_UNKNOWN, severity, message, place, { name, near })];
  const where = placeElsewhere(name, nameable);
  if (where === null) return [told(REF_UNKNOWN, 'error', message, place, { name, near })];
  return [
    notJudged(place, `Whether there is a model, snapshot or seed '${name}' is not judged: it may be of ${where}`, name),
  ];
}

/** Where a model or seed may be that is not at hand; null: nowhere. */
function placeElsewhere(name: string, { packages, projects, lacksSeeds, hasSeeds }: Nameable): string | null {
  if (packages.length > 0) return `a package (${packages.join(', ')})`;
  if (OF_A_LAYER.test(name)) return null;
  if (projects.size === 0) return 'a file that is not at hand';
  return lacksSeeds || (!hasSeeds && OF_A_SEED.test(name)) ? 'a seed whose file is not at hand' : null;
}

function unknownVersion(place: Place, name: string, version: string, { versions, projects }: Nameable): Diagnostic[] {
  const known = versions.get(name);
  if (known?.has(version) || (!known && projects.size === 0)) return [];
  const near = known ? `${name}, v=${[...known].join(' or v=')}` : name;
  return [told(REF_UNKNOWN, 'error', `There is no version ${version} of model '${name}'`, place, { name, near })];
}

function unknownSource(file: SourceFile, at: number, found: RegExpExecArray, nameable: Nameable): Diagnostic[] {
  const [, , source = '', , table = ''] = found;
  const name = `${source}.${table}`;
  const { sources, projects, packages } = nameable;
  if (sources.has(name)) return [];
  const near = misspelt(name, sources);
  const place = { file, at };
  if (near !== null || (projects.size > 0 && packages.length === 0))
    return [told('DBT_SOURCE_UNKNOWN', 'error', `No source '${name}' is declared`, place, { name, near })];
  // Without dbt_project.yml a source may be known by the input port of its name alone.
  if (projects.size === 0) return [];
  const where = `a package (${packages.join(', ')})`;
  return [notJudged(place, `Whether source '${name}' is declared is not judged: it may be of ${where}`, name)];
}

interface Place {
  readonly file: SourceFile;
  readonly at: number;
}

const REF_UNKNOWN = 'DBT_REF_UNKNOWN';
const NOT_JUDGED = 'DBT_REF_NOT_JUDGED';

const locationOf = ({ file, at }: Place): SourceLocation => ({ file: file.path, ...placeIn(file.content, at) });

/** An error; a warning where an installed package may have it. */
const told = (
  code: string,
  severity: Severity,
  message: string,
  place: Place,
  { name, near }: { readonly name: string; readonly near: string | null },
): Diagnostic =>
  finding({
    code,
    severity,
    message,
    location: locationOf(place),
    subject: stem(place.file.path),
    hint: near === null ? 'Declare it, or hand its file over as well' : `Did you mean '${near}'?`,
    details: { name, near },
  });

const notJudged = (place: Place, message: string, name: string): Diagnostic =>
  finding({
    code: NOT_JUDGED,
    severity: 'info',
    message,
    location: locationOf(place),
    subject: stem(place.file.path),
    details: { name },
  });
