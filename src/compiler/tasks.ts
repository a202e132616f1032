import type { SourceFile } from './source.js';
import { compileManifest } from './compileManifest.js';
import { compileProduct } from './compileProduct.js';
import { productReferences, type ProductReferences } from './document/references.js';
import { accessPlace } from './access/accessPlaces.js';
import { grantAccess } from './access/grantAccess.js';
import { explainPublished } from './inherit/explainManifest.js';
import { planMigration } from './migrate/planMigration.js';
import { beginProduct } from './starter/beginProduct.js';
import { contractDocument, portDocument, productDocument } from './standards/documents.js';

/** What each of these products refers to. */
const allReferences = (products: readonly SourceFile[]): ProductReferences[] => products.map(productReferences);

/** What the compiler can be asked, by name: plain data in and out, so that it may be asked of another thread. */
export const tasks = {
  product: compileProduct,
  manifest: compileManifest,
  migration: planMigration,
  references: allReferences,
  grant: grantAccess,
  accessPlace,
  explain: explainPublished,
  begin: beginProduct,
  portDocument,
  contractDocument,
  productDocument,
} as const;

export type TaskName = keyof typeof tasks;
export type TaskInput<K extends TaskName> = Parameters<(typeof tasks)[K]>[0];
export type TaskResult<K extends TaskName> = ReturnType<(typeof tasks)[K]>;
