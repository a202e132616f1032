import { compileManifest } from './compileManifest.js';
import { compileProduct } from './compileProduct.js';
import { planMigration } from './migrate/planMigration.js';

/** What the compiler can be asked, by name: plain data in and out, so that it may be asked of another thread. */
export const tasks = { product: compileProduct, manifest: compileManifest, migration: planMigration } as const;

export type TaskName = keyof typeof tasks;
export type TaskInput<K extends TaskName> = Parameters<(typeof tasks)[K]>[0];
export type TaskResult<K extends TaskName> = ReturnType<(typeof tasks)[K]>;
