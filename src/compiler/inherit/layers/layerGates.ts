import type { DocumentPath } from '../../source.js';
import { parsePercentage } from '../../values/percentage.js';
import { texts, union, valueAt } from '../../values/json.js';
import type { PolicyConflict, Statement } from '../policy/merge.js';
import { higherPercentage } from '../policy/strength.js';
import type { PolicyDocument } from '../policy/policyDocument.js';

/** What all tiers together ask of one layer; null where none says anything. */
export interface LayerGates {
  readonly minimumCoverage: number | null;
  readonly requiredTests: readonly string[] | null;
  readonly documented: boolean;
  readonly conflicts: readonly PolicyConflict[];
}

type Located = Statement & { readonly path: DocumentPath };

/** Both spellings of a layer's gates (decision 5). */
const spellings = (layer: string): DocumentPath[] => [
  ['governance', 'quality_gates', `${layer}_layer`],
  ['data_architecture', 'layers', layer, 'quality_gates'],
];

/**
 * Reads a layer's gates over all tiers (root first) and both spellings: the strictest coverage, the union of tests. A
 * tier that weakens in one spelling what a higher tier states in the other is a conflict; the same spelling is the
 * merge's own business.
 */
export function layerGates(documents: readonly PolicyDocument[], layer: string): LayerGates {
  const coverages = statedAt(documents, layer, 'minimum_coverage');
  const tests = statedAt(documents, layer, 'required_tests');
  const documented = statedAt(documents, layer, 'required_documentation').some(({ value }) => value === true);
  const percentages = coverages.flatMap(({ value }) => percentageOf(value) ?? []);
  return {
    minimumCoverage: percentages.length > 0 ? Math.max(...percentages) : null,
    requiredTests: tests.length > 0 ? texts(union(...tests.map(({ value }) => texts(value)))) : null,
    documented,
    conflicts: coverages.flatMap((child, i) => weakened(coverages.slice(0, i), child)),
  };
}

const percentageOf = (value: unknown): number | null =>
  typeof value === 'number' || typeof value === 'string' ? parsePercentage(value) : null;

function statedAt(documents: readonly PolicyDocument[], layer: string, field: string): Located[] {
  return documents.flatMap((document) =>
    spellings(layer).flatMap((at) => {
      const path = [...at, field];
      const value = valueAt(document.value, path);
      return value === undefined ? [] : [{ document, path, value }];
    }),
  );
}

function weakened(earlier: readonly Located[], child: Located): PolicyConflict[] {
  const parent = earlier.find(
    (each) =>
      each.document.label !== child.document.label &&
      each.path[0] !== child.path[0] &&
      !higherPercentage.holds(each.value, child.value),
  );
  if (!parent) return [];
  const demand = higherPercentage.demand(parent.value);
  return [{ kind: 'weakened', path: child.path, parent, parentPath: parent.path, child, demand }];
}
