import type { CompiledContractTerms, CompiledQualityRule } from '../../../src/compiler/artifact.js';
import type { ChangeRule } from '../../../src/compiler/changes/index.js';
import { column, terms, withName } from './terms.js';

/** Two versions of a contract, and the one finding a person would name. */
export interface ChangeCase {
  readonly rule: ChangeRule;
  readonly reverse?: boolean;
  readonly path: string;
  readonly before: CompiledContractTerms;
  readonly after: CompiledContractTerms;
}

const change = (
  rule: ChangeRule,
  path: string,
  before: CompiledContractTerms,
  after: CompiledContractTerms,
): ChangeCase => ({ rule, path, before, after });
const reversed = (each: ChangeCase): ChangeCase => ({ ...each, reverse: true, before: each.after, after: each.before });

const sla = (rest: object): CompiledContractTerms =>
  terms({ sla: { freshness: 'PT2H', availability: 99, quality: [{ metric: 'completeness', target: 99 }], ...rest } });
const rule = (rest: Partial<CompiledQualityRule> = {}): CompiledContractTerms =>
  terms({
    rules: [
      { key: 'nulls', type: 'library', measure: 'nullValues', operator: 'mustBeLessThan', threshold: 5, ...rest },
    ],
  });
const id = column('id', { required: true });
const list = (rest: object): CompiledContractTerms => withName({ type: 'array', items: column('items', rest) });
const map = (key: string): CompiledContractTerms =>
  withName({ type: 'map', keys: column('keys', { type: key }), values: column('values') });

const item = change('item_nullability', 'columns.name[].required', list({}), list({ required: true }));
const key = change('fk_changed', 'columns.name.references', terms(), withName({ references: ['crm.accounts.name'] }));
const pattern = change('pattern_added', 'columns.name.pattern', terms(), withName({ pattern: '^[A-Z]' }));
const union = change(
  'union_branch',
  'columns.name.type',
  withName({ type: 'union', branches: ['string', 'int32'] }),
  withName({ type: 'union', branches: ['string', 'int32', 'date'] }),
);
const retention = change(
  'sla_loosened',
  'columns.name.retention_days',
  withName({ retentionDays: 90 }),
  withName({ retentionDays: 30 }),
);
const later = change(
  'eol_earlier',
  'sla.endOfLife',
  sla({ endOfLife: '2027-06-01' }),
  sla({ endOfLife: '2027-01-01' }),
);
const deprecated = change('deprecated_set', 'deprecated', terms(), terms({ deprecated: true }));
const mode = change('mode_changed', 'validation.schema_compatibility', terms(), terms({ compatibility: 'none' }));

/** One case a row (and one for the reverse of a row) of those that hold between two versions of the terms. */
export const CASES: readonly ChangeCase[] = [
  change('physical_location', 'table', terms(), terms({ table: 'sales.gold.clients' })),
  change('col_added_optional', 'columns.x', terms(), terms({ columns: [...terms().columns, column('x')] })),
  change(
    'col_added_required',
    'columns.x',
    terms(),
    terms({ columns: [...terms().columns, column('x', { required: true })] }),
  ),
  change('col_removed_required', 'columns.id', terms(), terms({ columns: [column('name')] })),
  change('col_removed_optional', 'columns.name', terms(), terms({ columns: [id] })),
  change(
    'col_renamed',
    'columns.name',
    terms(),
    terms({ columns: [id, column('full_name', { renamedFrom: 'name' })] }),
  ),
  change(
    'col_renamed_alias',
    'columns.name',
    terms(),
    terms({ columns: [id, column('full_name', { aliases: ['name'] })] }),
  ),
  change('col_reordered', 'columns.order', terms(), terms({ columns: [...terms().columns].reverse() })),
  change('col_case_only', 'columns.name', terms(), terms({ columns: [id, column('NAME')] })),
  change('optional_to_required', 'columns.name.required', terms(), withName({ required: true })),
  change('required_to_optional', 'columns.name.required', withName({ required: true }), terms()),
  change(
    'default_removed',
    'columns.name.default',
    withName({ required: true, default: 'x' }),
    withName({ required: true }),
  ),
  change('default_changed', 'columns.name.default', withName({ default: 'x' }), withName({ default: 'y' })),
  item,
  reversed(item),
  change('type_widened', 'columns.name.type', withName({ type: 'int32' }), withName({ type: 'bigint' })),
  change('type_narrowed', 'columns.name.type', withName({ type: 'int64' }), withName({ type: 'int' })),
  change('type_incompatible', 'columns.name.type', terms(), withName({ type: 'timestamp' })),
  change('param_grown', 'columns.name.type', withName({ type: 'varchar(20)' }), withName({ type: 'varchar(40)' })),
  change('param_shrunk', 'columns.name.type', withName({ type: 'decimal(12,2)' }), withName({ type: 'decimal(10,2)' })),
  change(
    'decimal_scale',
    'columns.name.type',
    withName({ type: 'decimal(12,2)' }),
    withName({ type: 'decimal(12,4)' }),
  ),
  change('kind_changed', 'columns.name.type', terms(), withName({ type: 'object', fields: [column('first')] })),
  change(
    'physical_type',
    'columns.name.physical_type',
    withName({ physicalType: 'varchar2' }),
    withName({ physicalType: 'nvarchar2' }),
  ),
  change('format_changed', 'columns.name.format', withName({ format: 'email' }), withName({ format: 'uri' })),
  change('enum_added', 'columns.name.enum', withName({ enum: ['a'] }), withName({ enum: ['a', 'b'] })),
  change('enum_removed', 'columns.name.enum', withName({ enum: ['a', 'b'] }), withName({ enum: ['a'] })),
  change('enum_introduced', 'columns.name.enum', terms(), withName({ enum: ['a'] })),
  change('enum_dropped', 'columns.name.enum', withName({ enum: ['a'] }), terms()),
  change('enum_meta', 'columns.name.enum', withName({ enum: ['a', 'b'] }), withName({ enum: ['b', 'a'] })),
  change('unique_added', 'columns.name.unique', terms(), withName({ unique: true })),
  change('unique_removed', 'columns.name.unique', withName({ unique: true }), terms()),
  change('pk_added', 'columns.primary_key', terms(), withName({ primaryKey: true })),
  change('pk_changed', 'columns.primary_key', withName({ primaryKey: true }), terms()),
  key,
  reversed(key),
  change('bound_tightened', 'columns.name.maxLength', terms(), withName({ bounds: { maxLength: 10 } })),
  change(
    'bound_loosened',
    'columns.name.minimum',
    withName({ type: 'int32', bounds: { exclusiveMinimum: 0 } }),
    withName({ type: 'int32', bounds: { minimum: 0 } }),
  ),
  pattern,
  reversed(pattern),
  change('pattern_changed', 'columns.name.pattern', withName({ pattern: '^a' }), withName({ pattern: '^b' })),
  change('map_key', 'columns.name{key}.type', map('string'), map('int32')),
  change(
    'struct_regrouped',
    'columns.city',
    terms({ columns: [id, column('address', { type: 'object', fields: [column('street')] }), column('city')] }),
    terms({ columns: [id, column('address', { type: 'object', fields: [column('street'), column('city')] })] }),
  ),
  union,
  reversed(union),
  { ...union, before: withName({ type: 'string' }), after: withName({ type: 'string', branches: ['string', 'date'] }) },
  change(
    'class_raised',
    'columns.name.classification',
    withName({ classification: 'internal' }),
    withName({ classification: 'pii' }),
  ),
  change('class_lowered', 'columns.name.classification', withName({ classification: 'pii' }), terms()),
  change(
    'class_changed',
    'columns.name.classification',
    withName({ classification: 'secret' }),
    withName({ classification: 'pii' }),
  ),
  change('masking_changed', 'columns.name.masked_in_non_prod', terms(), withName({ maskedInNonProd: true })),
  change('sla_tightened', 'sla.freshness', terms(), sla({ freshness: 'PT1H' })),
  change('sla_loosened', 'sla.availability', terms(), sla({ availability: 98 })),
  change('sla_unit', 'sla.freshness', sla({ freshness: 'P1D' }), sla({ freshness: 'PT24H' })),
  later,
  reversed(later),
  retention,
  { ...reversed(retention), rule: 'sla_tightened', reverse: false },
  change(
    'quality_added',
    'sla.quality.accuracy',
    terms(),
    sla({ quality: [...(terms().sla?.quality ?? []), { metric: 'accuracy', target: 9 }] }),
  ),
  change('quality_weaker', 'sla.quality.completeness', terms(), sla({ quality: [] })),
  change('quality_query', 'quality.nulls', rule(), rule({ measure: 'missingValues' })),
  change(
    'promise_changed',
    'columns.name.retention_class',
    terms(),
    withName({ extensions: { retention_class: 'b' } }),
  ),
  change('doc_changed', 'columns.name.description', terms(), withName({ description: 'The name' })),
  deprecated,
  reversed(deprecated),
  change('unit_or_grain', 'columns.name.semantic', withName({ semantic: 'EUR' }), withName({ semantic: 'USD' })),
  mode,
  reversed(mode),
];
