import type { CompiledLayer } from '../../artifact.js';
import type { DbtModel, DbtProject } from '../../document/dbt/project/project.js';
import { textOf } from '../../document/dbt/project/values.js';
import type { EffectivePlatform } from '../../inherit/policy/platform.js';
import { coverageOf, type Coverage } from '../columns/coverage.js';
import { layerOf, type ModelLayer } from './layerOf.js';
import { stemIn } from '../../patterns/matchLayer.js';
import type { OutputPortFacts } from '../subjects/portFacts.js';
import { entityForms } from '../columns/entityForms.js';
import { primaryKeyOf } from '../columns/primaryKey.js';
import { scdTypeOf } from '../columns/scdColumns.js';
import { lackingColumns, satisfies } from '../columns/requiredTests.js';
import type { Subject } from '../subjects/subject.js';
import { compareText } from '../../values/compareText.js';

export interface ModelFacts extends Subject, ModelLayer {
  readonly model: DbtModel;
  /** The catalog table it writes, `sales.gold.customers`; null outside every layer. */
  readonly table: string | null;
  /** The output port that it feeds. */
  readonly port: OutputPortFacts | null;
  /** Empty where none can be told (decision 6). */
  readonly key: readonly string[];
  /** Why these columns are taken for the key, as half a sentence; empty without one. */
  readonly keyBecause: string;
  readonly coverage: Coverage;
  /** Its layer's required tests, then those asked of every model (decision 3). */
  readonly required: readonly string[];
  readonly missing: readonly string[];
  /** The columns because of which a test is missing, by test; none where it is not about columns. */
  readonly lacking: ReadonlyMap<string, readonly string[]>;
}

/** What of a platform says what is asked of its models. */
export type Gates = Pick<EffectivePlatform, 'layers' | 'requiredTests' | 'testAliases'>;

interface Placed extends ModelLayer {
  readonly model: DbtModel;
  readonly table: string | null;
  readonly port: OutputPortFacts | null;
}

const EVERY_SCD_TYPE = [1, 2];

/** The models of a project, by layer in pattern order, then by name; those outside every layer last. */
export function modelFacts(project: DbtProject, platform: Gates, ports: readonly OutputPortFacts[]): ModelFacts[] {
  const placed = project.models.map((model) => place(model, platform, ports)).sort(byLayer(platform.layers));
  const entities = new Set(placed.flatMap(({ stem }) => entityForms(stem.toLowerCase())));
  return placed.map((each, order) => {
    const { model, stem, layer, port } = each;
    const portKey = port?.columns.filter(({ column }) => column.primaryKey).map(({ column }) => column.name) ?? [];
    const scdType = scdTypeOf(model, layer?.scd?.defaultType ?? null);
    const { columns: key, because: keyBecause } = primaryKeyOf({ model, stem, portKey, scdType });
    const required = [...new Set([...(layer?.requiredTests ?? []), ...platform.requiredTests])];
    const scdTypes = layer?.scd?.typesAllowed ?? EVERY_SCD_TYPE;
    const tested = { model, stem, key, project, entities, scdType, scdTypes };
    const missing = required.filter((test) => !satisfies(test, tested, platform.testAliases[test] ?? []));
    const lacking = new Map(missing.map((test) => [test, lackingColumns(test, tested)]));
    const { name, location } = model;
    return {
      ...each,
      name,
      order,
      location,
      key,
      keyBecause,
      coverage: coverageOf(model),
      required,
      missing,
      lacking,
    };
  });
}

function place(model: DbtModel, platform: Gates, ports: readonly OutputPortFacts[]): Placed {
  const found = layerOf(model, platform);
  const named = textOf(model.floe.values['port']);
  const relation = model.alias === null ? found.stem : withoutLayer(model.alias, found.prefixed);
  const written = found.layer ? `${found.layer.namespace}.${relation}` : null;
  const port = ports.find((each) => (named === null ? each.port.table === written : each.port.name === named)) ?? null;
  const table = named !== null && port ? port.port.table : written;
  return { ...found, model, table, port };
}

const withoutLayer = (name: string, layer: CompiledLayer | null): string => (layer && stemIn(layer, name)) ?? name;

function byLayer(layers: readonly CompiledLayer[]): (a: Placed, b: Placed) => number {
  const rank = ({ layer }: Placed): number => (layer ? layers.indexOf(layer) : layers.length);
  return (a, b) => rank(a) - rank(b) || compareText(a.model.name, b.model.name);
}
