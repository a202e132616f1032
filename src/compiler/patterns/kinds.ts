/** What the names that teams use take a model, a layer or a folder for. */
export type Kind =
  | 'staging'
  | 'raw'
  | 'intermediate'
  | 'cleaned'
  | 'dimension'
  | 'fact'
  | 'report'
  | 'business'
  | 'hub'
  | 'link'
  | 'satellite';

export interface KindWords {
  readonly kind: Kind;
  /** "Model appears to be staging data" */
  readonly noun: string;
  /** Words that begin a name; two words of a name between blanks. */
  readonly first: readonly string[];
  /** Words that end a name and say no more than the kind. */
  readonly last: readonly string[];
  /** One letter: taken for the kind only where a layer of that kind exists. */
  readonly letter?: string;
  /** Further words that name a folder or a layer. */
  readonly folder?: readonly string[];
  /** Words that name a folder only where they stand alone: `base`, but not `user_base`. */
  readonly alone?: readonly string[];
  /** The kinds of layers that hold such models, the best first. */
  readonly homes: readonly Kind[];
  /** Those of its words that begin other names too: `raw_material_costs`, `base_salaries`, `link_clicks`. */
  readonly weak?: readonly string[];
  /** Its words mean nothing else, so that a platform without a layer for it is told so. */
  readonly certain?: boolean;
}

/**
 * The prefixes and suffixes of real projects: dbt's own guide (stg, int, fct, dim, base), Databricks' medallion,
 * Kimball's toolkit, and the Data Vault standards with AutomateDV's spellings (t_link, ma_sat, v_stg).
 */
export const kinds: readonly KindWords[] = [
  {
    kind: 'staging',
    noun: 'staging data',
    first: ['stg', 'staging', 'stage', 'raw', 'src', 'base', 'lnd', 'v stg', 'v raw', 'raw stage', 'v stage'],
    last: ['stg', 'raw'],
    weak: ['raw', 'base', 'stage', 'src'],
    folder: ['sources', 'landing'],
    alone: ['base'],
    homes: ['staging', 'raw'],
    certain: true,
  },
  { kind: 'raw', noun: 'raw data', first: ['bronze', 'brz'], last: ['bronze'], homes: ['raw', 'staging'] },
  {
    kind: 'intermediate',
    noun: 'intermediate data',
    first: ['int', 'intermediate', 'prep'],
    last: [],
    weak: ['intermediate', 'prep'],
    homes: ['intermediate', 'cleaned'],
    certain: true,
  },
  {
    kind: 'cleaned',
    noun: 'cleaned data',
    first: ['silver', 'slv', 'clean', 'cleaned', 'conformed'],
    last: ['silver', 'clean', 'cleaned'],
    weak: ['silver', 'clean'],
    homes: ['cleaned', 'intermediate', 'dimension'],
  },
  {
    kind: 'dimension',
    noun: 'a dimension',
    first: ['dim', 'dims', 'dimension', 'dimensions'],
    last: ['dim', 'dimension'],
    letter: 'd',
    homes: ['dimension', 'business', 'report'],
    certain: true,
  },
  {
    kind: 'fact',
    noun: 'a fact table',
    first: ['fact', 'facts', 'fct', 'fcts'],
    last: ['fact', 'facts', 'fct'],
    letter: 'f',
    homes: ['fact', 'business', 'report'],
    certain: true,
  },
  {
    kind: 'report',
    noun: 'a report',
    first: ['mart', 'rpt', 'report', 'agg', 'obt'],
    last: ['mart', 'rpt'],
    weak: ['mart', 'report'],
    folder: ['marts', 'reports', 'reporting', 'analytics'],
    homes: ['report', 'business'],
  },
  {
    kind: 'business',
    noun: 'business-ready data',
    first: ['gold', 'gld'],
    last: ['gold'],
    weak: ['gold'],
    homes: ['business', 'report', 'fact'],
  },
  {
    kind: 'hub',
    noun: 'a hub',
    first: ['hub', 'hubs'],
    last: ['hub', 'hubs'],
    letter: 'h',
    homes: ['hub'],
    certain: true,
  },
  {
    kind: 'link',
    noun: 'a link',
    first: ['link', 'links', 'lnk', 't link', 't links', 'nh link', 'tlink', 'nhl'],
    last: ['link', 'lnk'],
    weak: ['link', 'links'],
    letter: 'l',
    homes: ['link'],
  },
  {
    kind: 'satellite',
    noun: 'a satellite',
    first: ['sat', 'sats', 'satellite', 'satellites', 'ma sat', 'eff sat', 'nh sat', 'hsat', 'lsat', 'msat', 'esat'],
    last: ['sat', 'sats', 'satellite'],
    letter: 's',
    homes: ['satellite'],
    certain: true,
  },
];
