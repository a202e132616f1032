import fc from 'fast-check';
import 'reflect-metadata';

// Properties are held for the same cases on every machine; `FAST_CHECK_SEED=7 npm test` looks at others.
fc.configureGlobal({ seed: Number(process.env['FAST_CHECK_SEED'] ?? 20_261_123) });
