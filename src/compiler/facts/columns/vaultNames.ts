import type { DbtModel } from '../../document/dbt/project/project.js';
import { mappingOf, textOf } from '../../document/dbt/project/values.js';
import { vaultCall } from '../../sql/vaultCall.js';
import { sameName } from './columnTests.js';

/** The columns that tell how a Data Vault was loaded (ADR-0021, Data Vault Pattern). */
export type VaultPart = 'hash_key' | 'load_date' | 'record_source';

/**
 * The names that Data Vault teams use: those of the ADR, of AutomateDV (`CUSTOMER_HK`, before `CUSTOMER_PK`), of
 * datavault4dbt (`hk_customer_h`, `ldts`, `rsrc`), of WhereScape (`dss_load_date`) and of the literature.
 */
const NAMES: Readonly<Record<VaultPart, RegExp>> = {
  hash_key: /(^|_)(hk|hkey|hsk|pk)$|hash_?key(_[hl])?$|^(hk|hkey|hash_?key)_|^(dv_)?hash_?key/i,
  load_date:
    /^(\w+_)?(load|loaded|ld|ldg)_?(date|dt|dts|ts|tms?|time|timestamp|date_?time|dtm|at|on)(_?utc)?$|^(\w+_)?ldts$/i,
  record_source: /^(\w+_)?(record|rec|load|data|source)_?(source|src|system)$|^(\w+_)?rsrc$/i,
};
const HASH_DIFF = /(^|_)(hash_?diff|hdiff|hd)(_|$)|hash_?diff/i;

/** The name under which a model keeps a part where it says so: `meta.floe.data_vault: {hash_key: customer_hash}`. */
const statedName = ({ floe }: DbtModel, part: VaultPart): string | null =>
  textOf(mappingOf(floe.values['data_vault'])[part]);

/** The columns that a macro is given as a part (`src_pk`, `hashkey` ...); none where none makes the model. */
function givenNames({ sql }: DbtModel, part: VaultPart): readonly string[] {
  const call = vaultCall(sql);
  if (!call) return [];
  return {
    hash_key: [...call.hashKey, ...call.references],
    load_date: call.loadDate,
    record_source: call.recordSource,
  }[part];
}

/** Whether a column of the model is that part: the one that it states, one that its macro is given, a usual name. */
export function isVaultPart(model: DbtModel, part: VaultPart, column: string): boolean {
  const stated = statedName(model, part);
  if (stated !== null) return sameName(stated, column);
  if (givenNames(model, part).some((given) => sameName(given, column))) return true;
  return NAMES[part].test(column) && !HASH_DIFF.test(column);
}

/** What the loading process adds beside: no key of the business and nothing that describes it. */
const OF_LOADING =
  /^(dv|dss|dw|dwh|etl|meta|_?dbt|sys|audit|job|run|batch|process|task)_|(^|_)(hash_?diff|bkcc|collision_code|tenant(_id)?|multi_?tenant(_id)?|last_seen\w*|applied_\w+|effective_from|insert\w*|update\w*|batch_id|job_id|run_id)$/i;

/**
 * The business key of a hub: the columns that its macro is given as such, else all that are neither its hash key nor of
 * the loading, for a hub has nothing else.
 */
export function businessColumns(model: DbtModel, columns: readonly string[]): string[] {
  const given = vaultCall(model.sql)?.businessKey ?? [];
  if (given.length > 0) return columns.filter((column) => given.some((each) => sameName(each, column)));
  const parts: readonly VaultPart[] = ['hash_key', 'load_date', 'record_source'];
  return columns.filter(
    (column) => !OF_LOADING.test(column) && !parts.some((part) => isVaultPart(model, part, column)),
  );
}
