import { readFileSync } from 'node:fs';
import path from 'node:path';
import { catalogResolvers } from '../../src/resolvers/index.js';
import { buildCatalogSchema } from '../../src/schema/buildSchema.js';
import { subscriptions } from '../../src/subscriptions/index.js';

const classes = [...catalogResolvers, ...subscriptions];

/** The schema as main.ts serves it. */
export const { schema: servedSchema, sdl: servedSdl } = buildCatalogSchema(classes);

export const fixture = (name: string): string => readFileSync(path.join(import.meta.dirname, name), 'utf8');
export const committed = (): string => readFileSync(path.join(import.meta.dirname, '../../schema.graphql'), 'utf8');
