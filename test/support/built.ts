import path from 'node:path';

const DIST = path.resolve(import.meta.dirname, '../../dist');

/** A process of the build that is made before the first test of a run (globalSetup.ts): of the sources as they are. */
export const built = (entry: 'floe' | 'main' | 'demo'): string => path.join(DIST, `${entry}.js`);
