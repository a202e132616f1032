import { CatalogChanged } from './CatalogChanged.js';
import { CompilationProgressed } from './CompilationProgressed.js';
import { ContractChanged } from './ContractChanged.js';
import { ProductPublished } from './ProductPublished.js';
import { SlaBreached } from './SlaBreached.js';

/** The classes of the Subscription type, for the schema. */
export const subscriptions = [
  ...[CatalogChanged, CompilationProgressed, ContractChanged],
  ...[ProductPublished, SlaBreached],
] as const;
