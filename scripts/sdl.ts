import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { catalogResolvers } from '../src/resolvers/index.js';
import { buildCatalogSchema } from '../src/schema/buildSchema.js';
import { subscriptions } from '../src/subscriptions/index.js';

/** The printed forms of the served schema: for the composition of the supergraph, and for clients and their tools. */
export function sdlFiles(): readonly { readonly path: string; readonly content: string }[] {
  const { sdl, apiSdl } = buildCatalogSchema([...catalogResolvers, ...subscriptions]);
  return [
    { path: 'schema.graphql', content: sdl },
    { path: 'schema.api.graphql', content: apiSdl },
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  for (const { path: name, content } of sdlFiles()) {
    const file = path.join(import.meta.dirname, '..', name);
    if (!process.argv.includes('--check')) writeFileSync(file, content);
    else if (readFileSync(file, 'utf8') !== content) {
      console.error(`${name} is not as generated. Run \`npm run generate\`.`);
      process.exitCode = 1;
    }
  }
