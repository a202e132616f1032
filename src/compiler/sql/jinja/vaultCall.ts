import type { CallText } from './callText.js';
import { isLiteralMap, literalOf, yamlLiteral, type Literal, type LiteralMap, type Variables } from './literals.js';

/** What a macro of AutomateDV (once dbtvault) or datavault4dbt makes of its arguments: a table of a Data Vault. */
export interface VaultCall {
  /** A transaction is a link that may be about one hub alone: a payment of an order. */
  readonly kind: 'hub' | 'link' | 'transaction' | 'satellite';
  /** Of a satellite the key of its parent. */
  readonly hashKey: readonly string[];
  readonly businessKey: readonly string[];
  /** The hash keys of the hubs that a link relates. */
  readonly references: readonly string[];
  readonly loadDate: readonly string[];
  readonly recordSource: readonly string[];
  readonly others: readonly string[];
  /** Every argument could be read: there are no other columns. */
  readonly complete: boolean;
  /** The load date or the record source may have another name, which a variable of the project says. */
  readonly assumed: boolean;
}

type Role = Exclude<keyof VaultCall, 'kind' | 'complete' | 'assumed'>;
const ROLES: readonly Role[] = ['hashKey', 'businessKey', 'references', 'loadDate', 'recordSource', 'others'];

/** Which argument of a macro names the columns of which role, and what is taken for one that is absent. */
interface VaultMacro {
  readonly kind: VaultCall['kind'];
  readonly roles: Readonly<Record<string, Role>>;
  readonly defaults?: Readonly<Record<string, string>>;
  /** It makes columns that its arguments do not name. */
  readonly open?: boolean;
}

const AUTOMATE_DV = {
  src_pk: 'hashKey',
  src_ldts: 'loadDate',
  src_source: 'recordSource',
  src_extra_columns: 'others',
} as const;
const DATAVAULT4DBT = { src_ldts: 'loadDate', src_rsrc: 'recordSource', additional_columns: 'others' } as const;
/** datavault4dbt's own names of the two, where neither the call nor a variable of the project says otherwise. */
const LOADED = { src_ldts: 'ldts', src_rsrc: 'rsrc' };

const others = <const T extends string>(...names: T[]): Record<T, 'others'> =>
  Object.fromEntries(names.map((name) => [name, 'others'])) as Record<T, 'others'>;

const ofAutomateDv = (kind: VaultCall['kind'], roles: VaultMacro['roles']): VaultMacro => ({
  kind,
  roles: { ...AUTOMATE_DV, ...roles },
});
const ofDatavault4dbt = (kind: VaultCall['kind'], roles: VaultMacro['roles'], open = false): VaultMacro => ({
  kind,
  roles: { ...DATAVAULT4DBT, ...roles },
  defaults: LOADED,
  open,
});

const TRANSACTIONS = ofAutomateDv('transaction', { src_fk: 'references', ...others('src_payload', 'src_eff') });
const AUTOMATE_DV_MACROS: Readonly<Record<string, VaultMacro>> = {
  hub: ofAutomateDv('hub', { src_nk: 'businessKey' }),
  link: ofAutomateDv('link', { src_fk: 'references' }),
  t_link: TRANSACTIONS,
  nh_link: TRANSACTIONS,
  sat: ofAutomateDv('satellite', others('src_hashdiff', 'src_payload', 'src_eff')),
  ma_sat: ofAutomateDv('satellite', others('src_cdk', 'src_hashdiff', 'src_payload', 'src_eff')),
  eff_sat: ofAutomateDv('satellite', others('src_dfk', 'src_sfk', 'src_start_date', 'src_end_date', 'src_eff')),
};
const DATAVAULT4DBT_MACROS: Readonly<Record<string, VaultMacro>> = {
  hub: ofDatavault4dbt('hub', { hashkey: 'hashKey', business_keys: 'businessKey' }),
  link: ofDatavault4dbt('link', { link_hashkey: 'hashKey', foreign_hashkeys: 'references' }),
  nh_link: ofDatavault4dbt('transaction', {
    link_hashkey: 'hashKey',
    foreign_hashkeys: 'references',
    ...others('payload', 'src_payload'),
  }),
  sat_v0: ofDatavault4dbt('satellite', { parent_hashkey: 'hashKey', ...others('src_hashdiff', 'src_payload') }),
  nh_sat: ofDatavault4dbt('satellite', { parent_hashkey: 'hashKey', ...others('src_payload') }),
  ma_sat_v0: ofDatavault4dbt('satellite', {
    parent_hashkey: 'hashKey',
    ...others('src_ma_key', 'src_hashdiff', 'src_payload'),
  }),
  eff_sat_v0: ofDatavault4dbt('satellite', { tracked_hashkey: 'hashKey' }, true),
  rec_track_sat: ofDatavault4dbt('satellite', { tracked_hashkey: 'hashKey' }, true),
  sat_v1: ofDatavault4dbt('satellite', { hashkey: 'hashKey', ...others('hashdiff', 'ledts_alias') }, true),
  ma_sat_v1: ofDatavault4dbt('satellite', { hashkey: 'hashKey', ...others('hashdiff', 'ledts_alias') }, true),
};

const NAME = /^(automate_dv|dbtvault|datavault4dbt)\.(\w+)$/;

function macroOf(name: string): VaultMacro | null {
  const [, library, macro = ''] = NAME.exec(name) ?? [];
  const known = library === 'datavault4dbt' ? DATAVAULT4DBT_MACROS : AUTOMATE_DV_MACROS;
  return library !== undefined && Object.hasOwn(known, macro) ? (known[macro] ?? null) : null;
}

/** Whether a text may call one of these macros. */
export const speaksOfVault = (text: string): boolean => /\b(automate_dv|dbtvault|datavault4dbt)\s*\.\s*\w/.test(text);

/** A call of one of these macros, by the arguments as they are written and the variables around them; null for any other. */
export function vaultCallOf(call: CallText, variables: Variables): VaultCall | null {
  const macro = macroOf(call.name);
  if (!macro) return null;
  const given = argumentsOf(call, macro, variables);
  const columns = Object.entries(macro.roles).map(([name, role]) => ({
    role,
    read: columnsIn(given.values.get(name)),
  }));
  const unsaid = Object.entries(macro.defaults ?? {}).filter(([name]) => !given.values.has(name));
  const ofRole = (role: Role): string[] => [
    ...columns.filter((each) => each.role === role).flatMap(({ read }) => read ?? []),
    ...unsaid.flatMap(([name, otherwise]) => (macro.roles[name] === role ? [otherwise] : [])),
  ];
  const [hashKey, businessKey, references, loadDate, recordSource, rest] = ROLES.map(ofRole) as [
    string[],
    string[],
    string[],
    string[],
    string[],
    string[],
  ];
  const isTold = given.all && columns.every(({ read }) => read !== null);
  return {
    kind: macro.kind,
    hashKey,
    businessKey,
    references,
    loadDate,
    recordSource,
    others: rest,
    complete: isTold && macro.open !== true,
    assumed: unsaid.length > 0,
  };
}

interface Arguments {
  readonly values: ReadonlyMap<string, Literal>;
  /** Each of them is known by its name. */
  readonly all: boolean;
}

/** By name; `**metadata` and `yaml_metadata=` stand for many; a variable given by position for the argument of its name. */
function argumentsOf(call: CallText, { roles }: VaultMacro, variables: Variables): Arguments {
  const values = new Map<string, Literal>();
  let all = true;
  for (const { name, text } of call.arguments) {
    const spread = name === null && text.startsWith('**') ? literalOf(text.slice(2).trim(), variables) : null;
    const many = name === 'yaml_metadata' ? yamlLiteral(literalOf(text, variables)) : spread;
    const own = name ?? (Object.hasOwn(roles, text) || /^source_models?$/.test(text) ? text : null);
    if (isLiteralMap(many)) for (const [key, value] of many) values.set(key, value);
    else if (own === null || own === 'yaml_metadata') all = false;
    else if (!/^none$/i.test(text)) values.set(own, literalOf(text, variables));
  }
  return { values, all };
}

/** The columns that an argument names: one, a list, `{source_column: a, alias: b}`; null where it cannot be read. */
function columnsIn(value: Literal | undefined): readonly string[] | null {
  if (value === undefined || value === '') return [];
  if (typeof value === 'string') return [value];
  if (isLiteralMap(value)) return aliasIn(value);
  if (!Array.isArray(value)) return null;
  const read = value.map((each: Literal) => columnsIn(each));
  return read.every((each) => each !== null) ? read.flat() : null;
}

function aliasIn(value: LiteralMap): readonly string[] | null {
  const alias = value.get('alias') ?? value.get('source_column');
  return typeof alias === 'string' ? [alias] : null;
}
