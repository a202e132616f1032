import type { ModelingPattern } from '../../artifact.js';
import type { Diagnostic } from '../../diagnostic.js';
import type { MeshFacts } from '../../input.js';
import type { LayerNaming } from '../../patterns/layerForms.js';
import type { SourceFile } from '../../source.js';
import type { PatternGap } from './patternGaps.js';

/** A product's folder as it takes part in a migration; paths of its files are relative to it. */
export interface MigratedProduct {
  /** Relative to where the migration is made, `products/customer-360`; '' where it is made in the product itself. */
  readonly folder: string;
  readonly product: SourceFile;
  readonly files: readonly SourceFile[];
  readonly dbtManifest?: string | null;
  /** What its compilation must know of the mesh; null where nobody could tell: then no gaps of the target are told. */
  readonly mesh: MeshFacts | null;
}

/** Documents of a domain (or of a centralized platform) that is to change its pattern. */
export interface MigrationInput {
  /** The manifest that states the pattern; null where none is at hand. */
  readonly manifest: SourceFile | null;
  /** The pattern to go to; null: the one that the manifest states (ADR-0021, Pattern Migration, step 1). */
  readonly to: ModelingPattern | null;
  /** A mapping file (docs/migration.md). */
  readonly mapping: SourceFile | null;
  /** What the last migration wrote down of itself. */
  readonly journal: SourceFile | null;
  readonly products: readonly MigratedProduct[];
  readonly environment: string;
  /** Whether to raise the versions of the manifest and the products, so that they can be published. */
  readonly raiseVersions?: boolean;
}

/** One model and its new name; `to` is null where it cannot be decided. */
export interface Rename {
  /** The folder of its product. */
  readonly folder: string;
  readonly from: string;
  readonly to: string | null;
  /** Why it is named so, or why nothing can be decided. */
  readonly reason: string;
  /** The layer it is in. */
  readonly layer: string | null;
}

/** One layer, by the names it has before and after. */
export interface LayerRename {
  readonly from: MigrationLayer;
  readonly to: MigrationLayer;
}

export interface MigrationLayer extends LayerNaming {
  readonly name: string;
  /** As the manifest writes it, `sales.gold`. */
  readonly namespace: string;
}

/** One file as the migration leaves it; `path` and `newPath` are relative to where the migration is made. */
export interface FileEdit {
  readonly path: string;
  readonly newPath: string;
  readonly before: string;
  readonly after: string;
}

/** A table or view of the catalog that gets another name. */
export interface TableMove {
  /** The folder of its product. */
  readonly folder: string;
  readonly model: string;
  readonly from: string;
  readonly to: string;
  readonly kind: 'table' | 'view';
  /** The output port that exposes it. */
  readonly port: string | null;
}

/** A migration as it is planned: nothing is written. */
export interface MigrationPlan {
  readonly from: ModelingPattern;
  readonly to: ModelingPattern;
  readonly layers: readonly LayerRename[];
  /** In the order of layers, then by name. */
  readonly renames: readonly (Rename & { readonly to: string })[];
  readonly undecided: readonly Rename[];
  readonly files: readonly FileEdit[];
  readonly tables: readonly TableMove[];
  /** What hinders the migration. */
  readonly diagnostics: readonly Diagnostic[];
  /** What the migrated products lack under the target; null where the mesh is not known. */
  readonly gaps: readonly Diagnostic[] | null;
  /** What models lack that the target's dimensions, hubs, links and satellites have; told without the mesh. */
  readonly lacking: readonly PatternGap[];
  /** What to keep of it, so that the way back is exact; null where this one is the way back. */
  readonly journal: string | null;
}
