import type { ModelingPattern } from '../artifact.js';
import type { Diagnostic } from '../diagnostic.js';
import { parseYaml } from '../document/yaml/yaml.js';
import { nearestName } from '../inherit/policy/finding.js';
import { expectedNames } from '../patterns/expectedNames.js';
import { matchLayer } from '../patterns/matchLayer.js';
import { patterns } from '../patterns/defaults/patterns.js';
import type { SourceFile } from '../source.js';
import { finding } from './migration/codes.js';
import { isDisabled, statedLayers } from './migration/layers.js';
import type { MigrationMapping } from './migration/mapping.js';
import type { FileEdit, LayerRename, MigrationLayer } from './migration/migration.js';
import type { ReadProduct } from './readProduct.js';

interface Hindered {
  readonly way: {
    readonly from: ModelingPattern;
    readonly to: ModelingPattern;
    readonly manifest: unknown;
    readonly mapping: MigrationMapping;
    readonly renames: readonly LayerRename[];
    readonly targets: readonly MigrationLayer[];
  };
  readonly manifest: SourceFile | null;
  readonly products: readonly ReadProduct[];
  readonly edits: readonly FileEdit[];
}

/** What must be mended before the migration can be applied. */
export const hindrances = (hindered: Hindered): Diagnostic[] => [
  ...undecidedLayers(hindered),
  ...mappedWrongly(hindered),
  ...occupied(hindered.edits),
];

/** Layers of the pattern that is left, stated by the manifest, that nothing takes the place of. */
function undecidedLayers({ way, manifest }: Hindered): Diagnostic[] {
  if (!manifest || way.from === way.to) return [];
  const document = parseYaml(manifest).document;
  const own = patterns[way.from].layers.map(({ name }) => name);
  const stated = statedLayers(way.manifest);
  return Object.keys(stated)
    .filter((name) => own.includes(name) && !isDisabled(stated, name))
    .filter((name) => !way.renames.some(({ from }) => from.name === name))
    .flatMap((name) =>
      document
        ? finding({
            code: 'MIGRATION_LAYER_UNDECIDED',
            message: `The manifest states the layer '${name}', which has no place under ${way.to}`,
            expected: way.targets.map((target) => target.name).join(', '),
            hint: `Say in a mapping file: layers: { ${name}: ... }`,
            subject: name,
            location: document.locateKey(['data_architecture', 'layers', name]),
          })
        : [],
    );
}

/** Models of the mapping file that nobody has, and names that are of no layer of the target. */
function mappedWrongly({ way, products }: Hindered): Diagnostic[] {
  const standing = products.flatMap(({ project }) => [...project.models, ...project.snapshots].map(({ name }) => name));
  return [...way.mapping.models].flatMap(([from, to]) => {
    const location = way.mapping.locate(from);
    if (!location) return [];
    const problem = (message: string, expected?: string, hint?: string): Diagnostic =>
      finding({ code: 'MIGRATION_MAPPING_INVALID', message, expected, hint, subject: from, location });
    // What the file maps and the last migration made stands no longer under its old name.
    if (!standing.includes(from) && !standing.includes(to))
      return problem(`No product has a model '${from}'`, undefined, nearestName(from, standing));
    return matchLayer(to, way.targets)
      ? []
      : problem(`'${to}' is no name of a layer of ${way.to}`, way.targets.flatMap(expectedNames).join(', '));
  });
}

/** Files that stand where another would be moved. */
function occupied(edits: readonly FileEdit[]): Diagnostic[] {
  const standing = new Set(edits.map(({ path }) => path));
  return edits
    .filter(({ path, newPath }) => path !== newPath && standing.has(newPath))
    .map(({ path, newPath }) =>
      finding({
        code: 'MIGRATION_FILE_EXISTS',
        message: `${path} would become ${newPath}, which stands already`,
        subject: path,
        location: { file: newPath, line: 1, column: 1 },
      }),
    );
}
