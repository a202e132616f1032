import fc from 'fast-check';
import 'reflect-metadata';
import { afterAll, afterEach } from 'vitest';
import { endFile, endTest } from './atEnd.js';

// Properties are held for the same cases on every machine; `FAST_CHECK_SEED=7 npm test` looks at others.
fc.configureGlobal({ seed: Number(process.env['FAST_CHECK_SEED'] ?? 20_261_123) });

// Files of one worker share their modules (vitest.config.ts): what a test or a file leaves is undone here, for each anew.
afterEach(endTest);
afterAll(endFile);
