import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { buildSchema, getNamedType, isInputObjectType, type GraphQLInputType } from 'graphql';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '..');
const ROOMS = ['docs', 'src', 'test', 'scripts', 'bench', 'migrations', 'findings', 'examples', 'schemas', '.ci'];

const filesBelow = (folder: string, ending: string): string[] =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => path.join(folder, name));
const textOf = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const stands = (file: string): boolean => existsSync(path.join(ROOT, file));

const pages = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...ROOMS.flatMap((room) => filesBelow(room, '.md')),
].filter((file) => !file.includes('node_modules'));

/**
 * The paths of the repository that a text names: `src/entities/`, `docs/sql.md`. Of a path with a variable part
 * (`test/compiler/rules/<CODE>.test.ts`) its folder.
 */
function pathsIn(text: string): string[] {
  const named = text.matchAll(
    /(?<![\w/.{-])((?:docs|src|test|scripts|bench|migrations|findings|\.ci)\/[\w./-]*)([<*{]?)/g,
  );
  return [...named].map(([, name = '', variable]) =>
    variable ? path.posix.dirname(`${name}_`) : name.replace(/[./]+$/, ''),
  );
}
/** The files that a page links to, as seen from the repository. */
const linksOf = (page: string): string[] =>
  [...textOf(page).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => path.join(path.dirname(page), link));

describe('the pages', () => {
  it('name only what stands', () => {
    const named = pages.flatMap((page) => pathsIn(textOf(page)).map((name) => ({ page, name })));
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter(({ name }) => !stands(name) && !stands(`${name}.ts`))).toEqual([]);
  });

  it('link only to what stands', () => {
    const links = pages.flatMap((page) => linksOf(page).map((link) => ({ page, link })));
    expect(links.length).toBeGreaterThan(50);
    expect(links.filter(({ link }) => !stands(link))).toEqual([]);
  });
});

describe('CONTRIBUTING.md', () => {
  const shown = textOf('CONTRIBUTING.md')
    .split('\n### ')
    .slice(1)
    .map((section): { title: string; names: string[]; files: string[] } => {
      const [title = '', ...lines] = section.split('\n## ')[0]?.split('\n') ?? [];
      const steps = lines.filter((line) => /^\d+\. /.test(line)).join('\n');
      return { title, names: [...title.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name), files: pathsIn(steps) };
    });

  it.each(shown)('shows for $title files that speak of it', ({ names, files }) => {
    expect(files.length).toBeGreaterThan(3);
    const silent = files.filter((file) => !names.some((name) => `${file}\n${textOf(file)}`.includes(name)));
    expect(silent).toEqual([]);
  });
});

describe('a page beside the code', () => {
  it.each(pages.filter((page) => page.startsWith('src/')))('%s names every file of its folder', (page) => {
    const files = readdirSync(path.join(ROOT, path.dirname(page))).filter((name) => name.endsWith('.ts'));
    expect(files.filter((name) => !textOf(page).includes(`\`${name}\``))).toEqual([]);
  });
});

describe('docs/concurrency.md', () => {
  const mutations = Object.values(
    buildSchema(textOf('schema.graphql'), { assumeValidSDL: true }).getMutationType()?.getFields() ?? {},
  );
  const has = (type: GraphQLInputType, field: string): boolean => {
    const input = getNamedType(type);
    if (!isInputObjectType(input)) return false;
    return Object.values(input.getFields()).some((each) => each.name === field || has(each.type, field));
  };
  const taking = (field: string): string[] =>
    mutations.filter(({ args }) => args.some(({ type }) => has(type, field))).map(({ name }) => `\`${name}\``);
  const page = textOf('docs/concurrency.md');

  it.each([
    // What is only compiled takes the place of nothing.
    ['expectedVersion', /\n(\| mutation \|.*?)\n\n/s, /^`compile/],
    ['idempotencyKey', /\*\*Which mutations\.\*\*(.*?)The others/s, null],
  ])('names the mutations that take %s, and no other', (field, where, leftOut) => {
    const named = [...(where.exec(page)?.[1] ?? '').matchAll(/`[a-z]+[A-Z]\w*`/g)].map(([name]) => name);
    const taken = taking(field).filter((name) => !leftOut?.test(name));
    expect(taken.length).toBeGreaterThan(5);
    expect(named.filter((name) => name !== '`expectedVersion`').sort()).toEqual(taken.sort());
  });
});

describe('the sources', () => {
  it('name only pages of docs/ that stand', () => {
    const dead = [...filesBelow('src', '.ts'), ...filesBelow('migrations', '.ts')].flatMap((file) =>
      [...textOf(file).matchAll(/(?<![\w/])docs\/[\w/-]+(?:\.md)?/g)]
        .map(([name]) => name)
        .filter((name) => !stands(name) && !stands(`${name}.md`) && !/^docs\/decisions\/\d{4}$/.test(name))
        .map((name) => `${file}: ${name}`),
    );
    expect(dead).toEqual([]);
  });
});
