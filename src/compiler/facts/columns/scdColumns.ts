import type { DbtColumn, DbtModel } from '../../document/dbt/project/project.js';
import { mappingOf, textOf, textsOf } from '../../document/dbt/project/values.js';
import { sameName } from './columnTests.js';
import { entityForms } from './entityForms.js';

/** The parts of a Type 2 dimension (ADR-0021, Type 2 Schema Requirements), and of a dbt snapshot by other names. */
export const SCD_PARTS = ['surrogate_key', 'effective_from', 'effective_to', 'is_current'] as const;
export type ScdPart = (typeof SCD_PARTS)[number];

const OF_SNAPSHOTS: Readonly<Record<ScdPart, string | null>> = {
  surrogate_key: 'dbt_scd_id',
  effective_from: 'dbt_valid_from',
  effective_to: 'dbt_valid_to',
  is_current: null,
};

/** The name under which a model keeps a part where it says so: `meta.floe.scd: {effective_from: valid_from}`. */
export const scdNameOf = (model: DbtModel, part: ScdPart): string | null =>
  textOf(mappingOf(model.floe.values['scd'])[part]);

/** The names that a part may go by in a model: the one it states, else the ADR's and that of dbt's snapshots. */
export function scdNames(model: DbtModel, part: ScdPart): readonly string[] {
  const stated = scdNameOf(model, part);
  const snapshot = OF_SNAPSHOTS[part];
  return stated !== null ? [stated] : snapshot === null ? [part] : [part, snapshot];
}

/**
 * The type of slowly changing dimension that a model is: as it says itself (`2`, `"2"`, `type 2`), else the one that is
 * usual in its layer; null where nobody says, or what is said is no number.
 */
export function scdTypeOf(model: DbtModel, usual: number | null): number | null {
  const stated = model.floe.values['scd_type'] ?? null;
  if (stated === null || typeof stated === 'number') return stated ?? usual;
  const number = /^\s*(?:type\s*|scd\s*)?(\d)\s*$/i.exec(textOf(stated) ?? '')?.[1];
  return number === undefined ? null : Number(number);
}

const declared = (model: DbtModel, names: readonly string[]): DbtColumn | null =>
  model.columns.find(({ name }) => names.some((each) => sameName(each, name))) ?? null;

/** The column that is a part; null where none is declared. The surrogate key goes by Kimball's usual names too. */
export function scdColumn(model: DbtModel, stem: string, part: ScdPart): DbtColumn | null {
  const found = declared(model, scdNames(model, part));
  if (found || part !== 'surrogate_key' || scdNameOf(model, part) !== null) return found;
  const usual = entityForms(stem.toLowerCase()).map((noun) => `${noun}_key`);
  return model.columns.find(({ name }) => /(^|_)(sk|surrogate_key)$/i.test(name)) ?? declared(model, usual);
}

const USUAL_BUSINESS_KEY = /(^|_)(bk|nk|id|key|code|number|no|nr|uuid|natural_key|business_key)$/i;

/** The business key that a model declares: `meta.floe.business_key`, `meta.floe.scd.business_key`, or of its columns. */
export function businessKeyStated(model: DbtModel): readonly string[] {
  const stated = [
    ...textsOf(mappingOf(model.floe.values['scd'])['business_key'] ?? []),
    ...textsOf(model.floe.values['business_key'] ?? []),
  ];
  if (stated.length > 0) return stated;
  return model.columns.filter(({ floe }) => floe.values['business_key'] === true).map(({ name }) => name);
}

/** The columns that tell one business entity from another: those that are declared so, else those of the usual names. */
export function businessKeyColumns(model: DbtModel, stem: string): readonly string[] {
  const stated = businessKeyStated(model);
  if (stated.length > 0) return stated;
  const surrogate = scdColumn(model, stem, 'surrogate_key');
  const candidates = model.columns.filter((each) => each !== surrogate && USUAL_BUSINESS_KEY.test(each.name));
  const own = entityForms(stem.toLowerCase()).flatMap((noun) =>
    ['id', 'bk', 'nk', 'code', 'number'].map((end) => `${noun}_${end}`),
  );
  const named = candidates.filter(({ name }) => own.some((each) => sameName(each, name)));
  return (named.length > 0 ? named : candidates).map(({ name }) => name);
}
