import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ESLint } from 'eslint';
import ts from 'typescript';
import { beside, only, order, rooms } from '../rooms.config.js';

const SRC = path.resolve(import.meta.dirname, '../src');
const ROOT = path.resolve(SRC, '..');

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));
/** Every file of the house, from its room on; with a room that stands beside src/ as if it stood there. */
const files = [
  ...filesIn(SRC),
  ...Object.entries(beside).flatMap(([room, folder]) =>
    filesIn(path.join(ROOT, folder)).map((name) => path.join(room, name)),
  ),
];
/** Where a file of the house lies. */
function placeOf(file: string): string {
  const [room = ''] = file.split(path.sep);
  const folder = beside[room];
  return folder === undefined ? path.join(SRC, file) : path.join(ROOT, folder, path.relative(room, file));
}
/** The file that an import without an ending means. */
const named = (name: string): string =>
  files.find((each) => [name, `${name}.ts`, `${name}.tsx`, name.replace(/\.js$/, '.ts')].includes(each)) ?? name;

/** What a file imports of the house (relative to src/), types too, however it is written. */
function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(placeOf(file), 'utf8'), true, true);
  return importedFiles
    .map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.'))
    .map((name) => named(path.join(path.dirname(file), name)))
    .filter((name) => !name.startsWith('..'));
}

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** The graph of what `nodeOf` makes of the files. */
function graphOf(imports: ReadonlyMap<string, readonly string[]>, nodeOf: (file: string) => string): Graph {
  const graph = new Map<string, Set<string>>();
  for (const [file, targets] of imports) {
    const node = nodeOf(file);
    const known = graph.get(node) ?? new Set();
    graph.set(node, known);
    for (const target of targets.map(nodeOf)) if (target !== node) known.add(target);
  }
  return graph;
}

/** The first circle found by a depth-first walk, or null. */
function findCircle(graph: Graph): string[] | null {
  const done = new Set<string>();
  const walk = (node: string, trail: readonly string[]): string[] | null => {
    if (trail.includes(node)) return [...trail.slice(trail.indexOf(node)), node];
    if (done.has(node)) return null;
    for (const next of graph.get(node) ?? []) {
      const circle = walk(next, [...trail, node]);
      if (circle) return circle;
    }
    done.add(node);
    return null;
  };
  for (const node of graph.keys()) {
    const circle = walk(node, []);
    if (circle) return circle;
  }
  return null;
}

/** A folder; the files at the top of src/ and of the compiler are rooms of their own. */
const folderOf = (file: string): string => {
  const folder = path.dirname(file);
  return folder === '.' || folder === 'compiler' ? file : folder;
};

const imports = new Map(files.map((file) => [file, importsOf(file)]));
/** The same house with one more import in it. */
const planted = (file: string, target: string): Map<string, string[]> =>
  new Map(imports).set(file, [...(imports.get(file) ?? []), target]);

const lint = new ESLint({ cwd: path.resolve(SRC, '..') });
const linted = async (rule: string, file: string, text: string): Promise<string[]> => {
  const [result] = await lint.lintText(text, { filePath: placeOf(file) });
  return (result?.messages ?? []).filter(({ ruleId }) => ruleId === rule).map(({ message }) => message);
};
const messagesOf = (file: string, text: string): Promise<string[]> => linted('floe/room-imports', file, text);

describe('the house', () => {
  it('has a rule for every room under src/', () => {
    const found = new Set(readdirSync(SRC).map((name) => name.replace(/\.ts$/, '')));
    expect([...found].filter((room) => !(room in rooms))).toEqual([]);
  });

  it('has a place in the order for every folder of a room that has one', () => {
    for (const [room, list] of Object.entries(order)) {
      const inside = files.filter((file) => file.startsWith(`${room}/`)).map((file) => file.slice(room.length + 1));
      const places = inside.flatMap((file) => [path.dirname(file), file.replace(/\.tsx?$/, '')]);
      const nowhere = inside.filter(
        (file) => !list.includes(path.dirname(file)) && !list.includes(file.replace(/\.tsx?$/, '')),
      );
      expect(nowhere).toEqual([]);
      expect(list.filter((each) => !places.includes(each))).toEqual([]);
    }
  });

  it('has no circle of files, type imports counted', () => {
    expect(findCircle(graphOf(imports, (file) => file))).toBeNull();
  });

  it('has no circle of folders, type imports counted', () => {
    expect(findCircle(graphOf(imports, folderOf))).toBeNull();
  });

  it('would see a circle of files, and of folders, that one more import made', () => {
    const back = planted('compiler/artifact.ts', 'compiler/result.ts');
    expect(findCircle(graphOf(back, (file) => file))).not.toBeNull();
    const up = planted('compiler/facts/subjects/subject.ts', 'compiler/facts/product/namedTables.ts');
    expect(findCircle(graphOf(up, folderOf))).not.toBeNull();
  });

  it('has at most twenty files in a folder', () => {
    const folders = new Map<string, number>();
    const others = ['scripts', 'bench', 'chaos', 'fuzz'].flatMap((folder) =>
      filesIn(path.join(ROOT, folder)).map((file) => path.join(folder, file)),
    );
    for (const file of [...files, ...others])
      folders.set(path.dirname(file), (folders.get(path.dirname(file)) ?? 0) + 1);
    expect([...folders].filter(([, count]) => count > 20)).toEqual([]);
  });
});

/** The text below a heading of a page, up to the next one. */
const below = (page: string, heading: string): string => {
  const [, text = ''] = page.split(`\n${heading}\n`);
  return text.split(/\n#+ /)[0] ?? '';
};
/** The rows of the one table of a text: its cells, without the head. */
const tableRows = (text: string): string[][] =>
  [...text.matchAll(/^\| (.*) \|$/gm)].slice(1).map(([, row = '']) => row.split(' | '));
const quoted = (cell = ''): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);

describe('docs/architecture.md', () => {
  const page = readFileSync(path.resolve(SRC, '../docs/architecture.md'), 'utf8');
  const listed = (names: readonly string[], none: string): string => (names.length > 0 ? names.join(', ') : none);

  it('names every room with what it may import, as rooms.config.js does', () => {
    const named = tableRows(below(page, '## The rooms of src/')).map(([room, , imports]) => [quoted(room)[0], imports]);
    const held = Object.entries(rooms).map(([room, { rooms: list }]) => [
      room,
      list === '*' ? 'everything' : listed(list, 'nothing'),
    ]);
    expect(named).toEqual(held);
  });

  it('names the packages that a room is held to, and what stands in a few rooms alone', () => {
    const lines = page.split('\n').filter((line) => line.startsWith('- `'));
    const packages = Object.entries(rooms).flatMap(([room, { packages: list }]) =>
      list ? [`- \`${room}\`: ${listed(list, 'none')}`] : [],
    );
    expect(lines).toEqual([
      ...packages,
      ...Object.entries(only).map(([name, list]) => `- \`${name}\`: ${list.join(', ')}`),
    ]);
  });

  it.each(Object.entries(order))('names the rooms inside %s in their order', (room, list) => {
    const rows = tableRows(below(page, `### Inside ${beside[room] ?? `src/${room}`}/`));
    expect(rows.flatMap(([names]) => quoted(names))).toEqual(list);
    expect(rows.filter(([, what = '']) => what.trim() === '')).toEqual([]);
  });
});

describe('the linter', () => {
  it('refuses an import against the direction of the rooms', async () => {
    expect(await messagesOf('compiler/source.ts', "import '../server/server.js';\nimport 'node:fs';\n")).toEqual([
      'src/compiler may not import src/server (rooms.config.js).',
      'src/compiler may not import node:fs (rooms.config.js).',
    ]);
  });

  it.each([
    ["import type { Stage } from '../result.js';", 'result'],
    ["import { type Stage } from '../result.js';", 'result'],
    ["export type { Stage } from '../result.js';", 'result'],
    ["export type Of = import('../result.js').Stage;", 'result'],
    ["import { rules } from '../rules/index.js';", 'rules'],
  ])('refuses %s against the order inside a room, a type too', async (text, above) => {
    expect(await messagesOf('compiler/values/json.ts', `${text}\n`)).toEqual([
      `src/compiler/values may not import src/compiler/${above}: it stands above (rooms.config.js).`,
    ]);
  });

  it('refuses a folder without a place in the order', async () => {
    expect(await messagesOf('compiler/odds/ends.ts', 'export const end = 1;\n')).toEqual([
      'src/compiler/odds is no room of the house: add it to the order in rooms.config.js.',
    ]);
  });

  it('refuses the portal whatever is of the catalog: it is a client like any other', async () => {
    const text =
      "import type { Config } from '../../../src/config.js';\nimport 'graphql';\nimport { App } from '../app/App';\n";
    expect(await messagesOf('portal/ui/Badge.tsx', text)).toEqual([
      'src/portal may not import src/config (rooms.config.js).',
      'src/portal may not import graphql (rooms.config.js).',
      'graphql stands in schema, resolvers, planning, subscriptions, server, startCatalog alone (rooms.config.js).',
      'src/portal/ui may not import src/portal/app: it stands above (rooms.config.js).',
    ]);
    expect(await messagesOf('portal/ui/Badge.tsx', "import '../../../migrations/index.js';\n")).toEqual([
      'portal/src may import nothing of the rest of the house (rooms.config.js).',
    ]);
  });

  it('refuses a literal that is spread into an object', async () => {
    const [result] = await lint.lintText('export const one = { ...{ two: 2 } };\n', {
      filePath: path.join(SRC, 'compiler/source.ts'),
    });
    expect(result?.messages.map(({ ruleId }) => ruleId)).toEqual(['floe/no-spread-literal']);
  });

  it.each([
    ['by itself', 'export function one() {\n  throw new CatalogError();\n}\n', 'one'],
    ['through its file', 'const no = () => {\n  throw new RangeError();\n};\nexport const two = () => no();\n', 'two'],
    ['as a method', 'export class A {\n  three() {\n    throw new Failure();\n  }\n}\n', 'A.three'],
  ])('asks an exported function that throws %s to say so', async (_, text, name) => {
    expect(await linted('floe/says-throws', 'config.ts', text)).toEqual([
      `${name} throws: say so in its docstring, and when.`,
    ]);
    const said = text.replace(/export (?!class)|three/, (found) => `/** Throws where it must. */ ${found}`);
    expect(await linted('floe/says-throws', 'config.ts', said)).toEqual([]);
  });

  it('asks it of none whose throw is caught, passed on, or a bug', async () => {
    const text = `export function one() {
      try {
        throw new Failure();
      } catch (error) {
        if (error) throw error;
        throw new Error('a bug');
      }
    }\n`;
    expect(await linted('floe/says-throws', 'config.ts', text)).toEqual([]);
  });

  it('keeps SQL in entities', async () => {
    const text = "import { sql } from '../../entities/sql.js';\nexport const one = sql`SELECT 1`;\n";
    expect(await messagesOf('resolvers/past/pastLoaders.ts', text)).toEqual([
      'src/entities/sql stands in entities alone (rooms.config.js).',
    ]);
  });
});
