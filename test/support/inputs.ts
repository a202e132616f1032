import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { SourceFile } from '../../src/compiler/source.js';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Where the design and other people's files lie: beside the project, or where `FLOE_SHARED` says. */
const SHARED = path.resolve(ROOT, process.env['FLOE_SHARED'] ?? '../shared');

/** Of the project's own inputs, which test/inputs/README.md lists. */
export const ownInput = (...parts: readonly string[]): string => path.join(ROOT, 'test/inputs', ...parts);

/** Of the inputs that others wrote; a public clone has none of them. */
export const realInput = (...parts: readonly string[]): string => path.join(SHARED, 'inputs', ...parts);

/** Of the papers that the project was designed by; a public clone has none of them. */
export const designPaper = (name: string): string => path.join(SHARED, 'design', name);

/** The folders beside the project that are not there, as a person would look for them. */
export const missingBeside = (): string[] =>
  [realInput(), designPaper('')].filter((folder) => !existsSync(folder)).map((folder) => path.relative(ROOT, folder));

/** Every file below a folder whose path fits, relative to it with slashes, sorted. */
export const filesBelow = (folder: string, fitting = /./): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => fitting.test(file))
    .sort();

/** The same with what stands in them. */
export const readFolder = (folder: string, fitting?: RegExp): SourceFile[] =>
  filesBelow(folder, fitting).map((file) => ({ path: file, content: readFileSync(path.join(folder, file), 'utf8') }));
