import type { ModelingPattern } from '../artifact.js';
import type { Diagnostic } from '../diagnostic.js';
import { foldersOf } from '../document/dbt/folder/folders.js';
import { md5 } from '../document/dbt/manifest/md5.js';
import { textOf } from '../document/dbt/project/values.js';
import { parseYaml } from '../document/yaml/yaml.js';
import { DEFAULT_PATTERN } from '../patterns/defaults/patterns.js';
import { isChanged, manifestFileEdit, productFileEdits, type SplicedFile } from './edits/fileEdits.js';
import { gapsOf } from './gaps.js';
import { hindrances } from './hindrances.js';
import { newJournal, wayBack, type MigrationJournal } from './migration/journal.js';
import { disabledLayersFrom, layerRenames, layersFrom, statedLayers, targetLayers } from './migration/layers.js';
import { readMapping, type MigrationMapping } from './migration/mapping.js';
import type {
  LayerRename,
  MigrationInput,
  MigrationLayer,
  MigrationPlan,
  Rename,
  TableMove,
} from './migration/migration.js';
import { layerFolders, movedFolder } from './edits/newPath.js';
import { patternGaps, type PatternGap } from './migration/patternGaps.js';
import { patternOfNames } from './names/patternOfNames.js';
import { manifestVersionSplices, productVersionSplices, raisedManifest } from './edits/raisedVersions.js';
import { readProduct, type ReadProduct } from './readProduct.js';
import { renamesOf } from './names/renames.js';
import { inverse } from './edits/splices.js';
import { tableMoves } from './names/tableMoves.js';
import { valueAt } from '../values/json.js';
import { compareText } from '../values/compareText.js';

type Decided = Rename & { readonly to: string };

/** The way that a migration goes. */
interface Way {
  readonly from: ModelingPattern;
  readonly to: ModelingPattern;
  readonly manifest: unknown;
  readonly mapping: MigrationMapping;
  readonly journal: MigrationJournal | null;
  readonly layers: readonly MigrationLayer[];
  readonly disabled: readonly MigrationLayer[];
  readonly renames: readonly LayerRename[];
  readonly targets: readonly MigrationLayer[];
  readonly root: string | null;
}

const PATTERN = ['data_architecture', 'pattern'];

function wayOf(
  input: MigrationInput,
  products: readonly ReadProduct[],
): { readonly way: Way; readonly diagnostics: readonly Diagnostic[] } {
  const document = input.manifest && parseYaml(input.manifest);
  const manifest = document?.document?.value;
  const stated = textOf(valueAt(manifest, PATTERN)) as ModelingPattern | null;
  const { mapping, to: led, diagnostics } = readMapping(input.mapping, input.to);
  const to = led ?? stated ?? DEFAULT_PATTERN;
  const names = products.flatMap(({ project }) => project.models.map(({ name }) => name));
  const other = stated !== null && stated !== to ? stated : null;
  const from = mapping.from ?? other ?? patternOfNames(names, to, manifest) ?? to;
  const journal = wayBack(input.journal, from, to);
  const choice = { from, to, manifest, mapping, journal };
  const renames = from === to ? [] : layerRenames(choice);
  const domain = valueAt(manifest, ['domain']);
  const root = textOf(valueAt(domain, ['namespace'])) ?? textOf(valueAt(domain, ['name']));
  const layers = layersFrom(from, to, manifest);
  const disabled = disabledLayersFrom(from, to, manifest);
  const way = { ...choice, layers, disabled, renames, targets: targetLayers(to, manifest, renames), root };
  return { way, diagnostics: [...(document?.diagnostics ?? []), ...diagnostics] };
}

interface Planned {
  readonly read: ReadProduct;
  readonly decided: readonly Decided[];
  readonly undecided: readonly Rename[];
  readonly tables: readonly TableMove[];
}

function planned(product: ReadProduct, way: Way): Planned {
  const renames = way.from === way.to ? [] : renamesOf(product.at.folder, product.project, way);
  const decided = renames.filter((each): each is Decided => each.to !== null);
  const tables = tableMoves({
    folder: product.at.folder,
    models: product.project.models,
    product: product.document,
    renames: decided,
    layers: way.layers,
    layerRenames: way.renames,
    targets: way.targets,
    root: way.root,
  });
  return { read: product, decided, undecided: renames.filter(({ to }) => to === null), tables };
}

const namesOf = (renames: readonly Decided[]): Map<string, string> =>
  new Map(renames.map(({ from, to }) => [from, to]));

function editsOf(plan: Planned, all: readonly Planned[], way: Way, raise: boolean): SplicedFile[] {
  const { at, project } = plan.read;
  const models = namesOf(plan.decided);
  const renamed = [...project.models, ...project.snapshots].filter(({ name }) => models.has(name));
  const places = [...new Set(renamed.flatMap(({ file, location }) => [file, location.file]))];
  const folders = layerFolders(places, way.renames);
  const moves = { models, folders: new Set(places.map((file) => foldersOf(file).join('/'))), layers: folders };
  const packages = new Map(
    all.flatMap((each) => (each.read.packageName ? [[each.read.packageName, namesOf(each.decided)] as const] : [])),
  );
  const tables = all.flatMap((each) => each.tables);
  const change = { models, packages, layers: way.renames, tables, movedFolder: (path: string) => moved(path, folders) };
  const breaking = plan.tables.some(({ port }) => port !== null);
  const versions =
    raise && plan.decided.length > 0
      ? productVersionSplices(at.product.content, breaking, raisedManifest(way.manifest))
      : null;
  return productFileEdits({ ...at, files: at.files, change, moves, journal: way.journal, versions });
}

/** `./models/bronze/` as its folders are named now. */
function moved(path: string, folders: ReadonlyMap<string, string>): string {
  const [, before = '', bare = '', after = ''] = /^((?:\.\/)*)(.*?)(\/*)$/.exec(path) ?? [];
  return `${before}${movedFolder(bare, folders)}${after}`;
}

function journalOf(way: Way, plans: readonly Planned[], files: readonly SplicedFile[]): string | null {
  if (way.journal) return null;
  const models = plans.flatMap(({ decided }) => decided.map(({ folder, from, to }) => ({ folder, from, to })));
  return newJournal({
    from: way.from,
    to: way.to,
    layers: way.renames,
    models,
    files: files.map(({ edit, splices }) => ({
      path: edit.path,
      newPath: edit.newPath,
      checksum: md5(edit.after),
      back: inverse(edit.before, splices),
    })),
  });
}

/**
 * Plans the change of a domain (or a centralized platform) from one modeling pattern to another (ADR-0021, Pattern
 * Migration; decision 18): new names of models, the files and tables that follow, and what cannot be decided. Pure.
 */
export function planMigration(input: MigrationInput): MigrationPlan {
  const products = input.products.map(readProduct);
  const { way, diagnostics } = wayOf(input, products);
  const plans = products.map((product) => planned(product, way));
  const { manifest } = input;
  const raise = input.raiseVersions === true;
  const raised = raise ? raisedManifest(way.manifest) : null;
  const versions = manifest && raised && manifestVersionSplices(manifest.content, raised);
  const own = manifest && way.from !== way.to ? [manifestFileEdit(manifest, way.manifest, way.to, way, versions)] : [];
  const ofProducts = plans.map((plan) => editsOf(plan, plans, way, raise));
  const standsAlone = own.map(({ edit }) => edit.path);
  const all = [...own, ...ofProducts.flat().filter(({ edit }) => !standsAlone.includes(edit.path))];
  const changed = all.filter(isChanged);
  const after = own[0] && manifest ? { before: manifest, after: { ...manifest, content: own[0].edit.after } } : null;
  const layerNames = way.renames.map(({ from, to }) => [from.name, to.name] as const);
  const gaps = plans.map(({ read: { at }, decided }) =>
    gapsOf({
      product: at,
      edits: all.map(({ edit }) => edit),
      manifest: after,
      names: new Map([...namesOf(decided), ...layerNames]),
      environment: input.environment,
    }),
  );
  return {
    from: way.from,
    to: way.to,
    layers: way.renames,
    renames: inOrder(
      plans.flatMap(({ decided }) => decided),
      way,
    ),
    undecided: inOrder(
      plans.flatMap(({ undecided }) => undecided),
      way,
    ),
    files: changed.map(({ edit }) => edit),
    tables: plans.flatMap(({ tables }) => tables),
    diagnostics: [
      ...diagnostics,
      ...products.flatMap((each) => each.diagnostics),
      ...hindrances({ way, manifest, products, edits: all.map(({ edit }) => edit) }),
    ],
    gaps: gaps.every((each) => each !== null) ? gaps.flat() : null,
    lacking: plans.flatMap((plan) => lackingOf(plan, way)),
    journal: changed.length === 0 ? null : journalOf(way, plans, changed),
  };
}

function lackingOf({ read: { project }, decided }: Planned, { to, targets, renames, manifest }: Way): PatternGap[] {
  const layers = new Map(renames.map((rename) => [rename.from.name, rename.to.name]));
  return patternGaps(project, to, {
    names: namesOf(decided),
    layerNames: layers,
    layers: targets,
    stated: statedLayers(manifest),
  });
}

function inOrder<T extends Rename>(renames: readonly T[], { layers }: Way): T[] {
  const rank = ({ layer }: Rename): number => {
    const at = layers.findIndex(({ name }) => name === layer);
    return at < 0 ? layers.length : at;
  };
  return [...renames].sort((a, b) => rank(a) - rank(b) || compareText(a.from, b.from));
}
