import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { startThread, type StartThread } from '../../src/adapters/CompileThread.js';

const DIST = path.resolve(import.meta.dirname, '../../dist');

/** A process or thread of the build that is made before the first test of a run (globalSetup.ts): of the sources as they are. */
export const built = (entry: 'floe' | 'main' | 'demo' | 'compileWorker' | 'admin'): string =>
  path.join(DIST, `${entry}.js`);

/** Starts a thread that compiles, as it is built. */
export const startBuiltThread: StartThread = (limits) => startThread(pathToFileURL(built('compileWorker')), limits);
