import type { DbtCode, DbtMacros } from '../document/dbt/project/project.js';
import { speaksOfVault, type VaultCall } from './jinja/vaultCall.js';
import { branchings } from './jinja/branchings.js';

export type { VaultCall } from './jinja/vaultCall.js';

/** A model's code never changes: it is asked for each of its columns. */
const known = new WeakMap<DbtCode, VaultCall | null>();

/** The call of AutomateDV or datavault4dbt that a model's code is; null for any other code. */
export function vaultCall(code: DbtCode | null): VaultCall | null {
  if (!code || code.compiled) return null;
  const before = known.get(code);
  if (before !== undefined) return before;
  const [usual] = maySpeakOfVault(code) ? branchings(code).texts : [];
  const found = usual?.[0]?.vault ?? null;
  known.set(code, found);
  return found;
}

/** The columns that a call makes, as far as its arguments tell. */
export const vaultColumns = (call: VaultCall): string[] => [
  ...call.hashKey,
  ...call.businessKey,
  ...call.references,
  ...call.others,
  ...call.loadDate,
  ...call.recordSource,
];

const wrappers = new WeakMap<DbtMacros, readonly string[]>();

/** Whether it calls such a macro, itself or through one of the project. */
function maySpeakOfVault({ text, macros }: DbtCode): boolean {
  if (speaksOfVault(text)) return true;
  if (!macros) return false;
  const names = wrappers.get(macros) ?? Object.keys(macros).filter((name) => speaksOfVault(macros[name]?.body ?? ''));
  wrappers.set(macros, names);
  return names.some((name) => text.includes(name));
}
