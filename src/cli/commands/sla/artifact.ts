import { readText } from '../../terminal/files.js';

/** Texts of nodes and results that the catalog does not read: of a large project they are most of an artifact. */
const TEXTS = new Set(['raw_code', 'compiled_code', 'raw_sql', 'compiled_sql', 'description', 'message', 'thread_id']);

/** What stands at the top of a manifest beside its nodes and sources. */
const TOPS = new Set([
  'child_map',
  'disabled',
  'docs',
  'exposures',
  'functions',
  'group_map',
  'groups',
  'macros',
  'metrics',
  'parent_map',
  'saved_queries',
  'selectors',
  'semantic_models',
  'unit_tests',
]);

/** Of an artifact what says what ran, how it ended and what it is made of; a text that is no JSON object as it is. */
export function withoutCode(text: string): string {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return text;
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return text;
  const told = Object.entries(document).filter(([key]) => !TOPS.has(key));
  return JSON.stringify(Object.fromEntries(told), (key, value: unknown) =>
    TEXTS.has(key) && typeof value === 'string' ? undefined : value,
  );
}

const MEGABYTES = 500;

/** An artifact of dbt as it is sent. Throws Failure 2 where it cannot be read, or has more than 500 MB. */
export const readArtifact = async (file: string): Promise<string> => withoutCode(await readText(file, MEGABYTES));
