import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSchema, findBreakingChanges } from 'graphql';

const root = path.join(import.meta.dirname, '..');
/** The API as the last release has it. */
const RELEASED = path.join(root, 'schema.released.graphql');
const CURRENT = path.join(root, 'schema.api.graphql');

/** What breaks clients of one API that ask the other, each in a line; deprecating breaks nobody. */
export const breaksOf = (released: string, current: string): string[] =>
  findBreakingChanges(buildSchema(released), buildSchema(current)).map(({ description }) => description);

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const current = readFileSync(CURRENT, 'utf8');
  const breaks = breaksOf(readFileSync(RELEASED, 'utf8'), current);
  if (process.argv.includes('--release')) writeFileSync(RELEASED, current);
  else if (breaks.length > 0) {
    console.error(
      `${breaks.join('\n')}\nClients of the last release break (schema.released.graphql): deprecate first.`,
    );
    process.exitCode = 1;
  }
}
