import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { catalogResolvers } from '../src/resolvers/index.js';
import { buildCatalogSchema } from '../src/schema/buildSchema.js';
import { subscriptions } from '../src/subscriptions/index.js';

/** The printed form of the served schema, for clients, reviews and the composition of the supergraph. */
export function sdlFile(): { readonly path: string; readonly content: string } {
  return { path: 'schema.graphql', content: buildCatalogSchema([...catalogResolvers, ...subscriptions]).sdl };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { path: name, content } = sdlFile();
  const file = path.join(import.meta.dirname, '..', name);
  if (!process.argv.includes('--check')) writeFileSync(file, content);
  else if (readFileSync(file, 'utf8') !== content) {
    console.error(`${name} is not as generated. Run \`npm run generate\`.`);
    process.exitCode = 1;
  }
}
