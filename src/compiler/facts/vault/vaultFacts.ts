import type { DbtModel, DbtProject } from '../../document/dbt/project/project.js';
import type { EffectivePlatform } from '../../inherit/policy/platform.js';
import { isReference, isUnique, sameName } from '../columns/columnTests.js';
import { knownColumns, type KnownColumns } from '../models/knownColumns.js';
import type { ModelFacts } from '../models/modelFacts.js';
import { businessKeyStated } from '../columns/scdColumns.js';
import { vaultCall } from '../../sql/vaultCall.js';
import { vaultKind, type VaultKind } from './vaultKind.js';
import { businessColumns, isVaultPart, type VaultPart } from '../columns/vaultNames.js';
import {
  distinctReferences,
  isKeyOf,
  statedReferences,
  testedReferences,
  type VaultReference,
} from './vaultReferences.js';

/** A hub, link or satellite (ADR-0021, Data Vault Pattern; docs/data-vault.md). */
export interface VaultFacts {
  readonly model: ModelFacts;
  readonly kind: VaultKind;
  readonly columns: KnownColumns;
  /** The parts that it is known to have. */
  readonly parts: ReadonlySet<VaultPart>;
  readonly businessKey: readonly string[];
  /** The hubs and links that it refers to, each column once. */
  readonly references: readonly VaultReference[];
}

interface Known {
  readonly model: ModelFacts;
  readonly kind: VaultKind;
}

const PARTS: readonly VaultPart[] = ['hash_key', 'load_date', 'record_source'];

/** The hubs, links and satellites among the models. */
export function vaultFacts(
  models: readonly ModelFacts[],
  project: DbtProject,
  platform: Pick<EffectivePlatform, 'services'>,
): VaultFacts[] {
  const known = models.flatMap((model): Known[] => {
    const kind = vaultKind(model);
    return kind === null ? [] : [{ model, kind }];
  });
  const keyed = known.filter(({ kind }) => kind !== 'satellite');
  return known.map(({ model, kind }) => {
    const columns = vaultColumnsOf(model.model, project, platform);
    const parts = PARTS.filter((part) => columns.names.some((column) => isVaultPart(model.model, part, column)));
    const stated = businessKeyStated(model.model);
    return {
      model,
      kind,
      columns,
      parts: new Set(parts),
      businessKey: stated.length > 0 ? stated : businessColumns(model.model, columns.names),
      references: kind === 'hub' ? [] : referencesOf({ model, kind }, columns.names, keyed),
    };
  });
}

/** What the load date is called does not matter here, as long as the macro makes one. */
function vaultColumnsOf(
  model: DbtModel,
  project: DbtProject,
  platform: Pick<EffectivePlatform, 'services'>,
): KnownColumns {
  const columns = knownColumns(model, project, platform);
  return vaultCall(model.sql)?.complete ? { names: columns.names, extent: 'proven' } : columns;
}

/** The columns that refer to hubs or links: by tests and constraints, by being hash keys, by a hub's name. */
function referencesOf(own: Known, columns: readonly string[], keyed: readonly Known[]): VaultReference[] {
  const { model } = own.model;
  const tested = testedReferences(model).filter(({ to }) => to === null || keyed.some((each) => isCalled(each, to)));
  const key = own.kind === 'link' ? ownKey(own.model, columns, keyed) : null;
  const named = columns
    .filter((column) => column !== key && !tested.some((each) => sameName(each.column, column)))
    .filter((column) => isVaultPart(model, 'hash_key', column) || keyed.some((each) => isNamedAfter(column, each)))
    .map((column) => ({ column, to: null }));
  return distinctReferences([...statedReferences(model), ...tested, ...named]);
}

const isCalled = ({ model: { model } }: Known, name: string): boolean =>
  sameName(model.name, name) || (model.alias !== null && sameName(model.alias, name));

const isNamedAfter = (column: string, { model: { stem } }: Known): boolean =>
  /(_(id|key|bk|nk|fk|sk)|Id|Key)$/.test(column) && isKeyOf(column, stem);

/** The hash key of a link itself: it bears its name, or it is unique and bears no hub's. */
function ownKey({ model, stem, key }: ModelFacts, columns: readonly string[], keyed: readonly Known[]): string | null {
  const [given] = vaultCall(model.sql)?.hashKey ?? [];
  if (given !== undefined) return columns.find((column) => sameName(column, given)) ?? null;
  const hashes = columns.filter((column) => isVaultPart(model, 'hash_key', column) && !isReference(model, column));
  const isAnother = (column: string): boolean =>
    keyed.some((each) => each.kind === 'hub' && isKeyOf(column, each.model.stem));
  const unique = hashes.filter(
    (column) => isUnique(model, column) || (key.length === 1 && sameName(key[0] ?? '', column)),
  );
  return hashes.find((column) => isKeyOf(column, stem)) ?? unique.find((column) => !isAnother(column)) ?? null;
}
