import { describe, expect, it } from 'vitest';
import { compareTypes } from '../../../src/compiler/types/compareTypes.js';
import type { PromotionProfile } from '../../../src/compiler/types/dataType.js';
import { parseType } from '../../../src/compiler/types/parseType.js';

const PROFILES: readonly PromotionProfile[] = ['default', 'iceberg', 'delta', 'avro'];
/** Holds under every profile, or under those named alone. */
type Under = readonly PromotionProfile[];
const ALL: Under = PROFILES;
const NOT_ICEBERG: Under = ['default', 'delta', 'avro'];

/** from, to, and the profiles under which every value of the one is a value of the other. */
const LATTICE: readonly (readonly [string, string, Under])[] = [
  ['int8', 'int16', NOT_ICEBERG],
  ['int16', 'int32', NOT_ICEBERG],
  ['int32', 'int64', ALL],
  ['uint8', 'uint16', ALL],
  ['uint32', 'uint64', ALL],
  ['uint8', 'int16', ALL],
  ['uint32', 'int64', ALL],
  ['uint64', 'int64', []],
  ['int32', 'uint64', []],
  ['int16', 'float32', NOT_ICEBERG],
  ['int32', 'float64', ALL],
  ['float32', 'float64', ALL],
  ['int32', 'float32', ['avro']],
  ['int64', 'float32', ['avro']],
  ['int64', 'float64', ['avro']],
  ['int8', 'decimal(3,0)', ['default', 'avro']],
  ['int8', 'decimal(10,0)', NOT_ICEBERG],
  ['int16', 'decimal(4,0)', []],
  ['int32', 'decimal(12,2)', NOT_ICEBERG],
  ['int64', 'decimal(19,0)', ['default', 'avro']],
  ['int64', 'decimal(20,0)', NOT_ICEBERG],
  ['int64', 'decimal(18,0)', []],
  ['char(5)', 'varchar(5)', NOT_ICEBERG],
  ['char(5)', 'varchar(4)', []],
  ['char(5)', 'string', NOT_ICEBERG],
  ['binary(16)', 'varbinary(16)', ALL],
  ['date', 'timestamp', ['iceberg', 'delta']],
  ['date', 'timestamptz', []],
  ['string', 'bytes', ['avro']],
  ['bytes', 'string', ['avro']],
  ['void', 'string', ALL],
  ['string', 'any', ALL],
  ['unknown', 'string', ALL],
  ['unknown', 'array<string>', ALL],
  ['integer', 'bigint', ALL],
  ['mediumint', 'int', ALL],
  ['int unsigned', 'bigint unsigned', ALL],
  ['bigint', 'hugeint', ALL],
  ['integer', 'number', ALL],
  ['numeric', 'bignumeric', ALL],
  ['date', 'timestamp_ns', ['iceberg']],
  ['date', 'timestamp_ntz', ['delta']],
  ['decimal(10,2)', 'number', ALL],
  ['boolean', 'int8', []],
  ['uuid', 'string', []],
  ['timestamp', 'timestamptz', []],
];

describe('the promotion lattice', () => {
  it.each(LATTICE)('%s holds nothing but values of %s under %s', (from, to, under) => {
    const widened = PROFILES.filter((profile) => compareTypes(from, to, profile) === 'type_widened');
    expect(widened).toEqual([...under]);
  });

  it.each(LATTICE.filter(([, , under]) => under.length > 0))(
    '%s ← %s narrows where the other widens',
    (from, to, under) => {
      for (const profile of under) {
        const both = compareTypes(to, from, profile) === 'type_widened';
        expect(compareTypes(to, from, profile)).toBe(both ? 'type_widened' : 'type_narrowed');
      }
    },
  );

  it.each(PROFILES)(
    'is under %s a partial order: no type is above itself, and what is above is above for all below',
    (profile) => {
      const names = [...new Set(LATTICE.flatMap(([from, to]) => [from, to]))].filter(
        (name) => !(profile === 'avro' && ['string', 'bytes', 'char(5)'].includes(name)),
      );
      const below = (a: string, b: string) => compareTypes(a, b, profile) === 'type_widened';
      for (const a of names)
        for (const b of names)
          for (const c of names)
            if (below(a, b) && below(b, c) && a !== c)
              // Avro's lossy steps end in floats, which hold no integers further up.
              expect([
                a,
                b,
                c,
                profile === 'avro' || below(a, c) || compareTypes(a, c, profile) === 'param_grown',
              ]).toEqual([a, b, c, true]);
    },
  );

  it.each([
    ['varchar(10)', 'varchar(20)', 'param_grown', null],
    ['varchar(10)', 'string', 'param_grown', null],
    ['varchar(20)', 'varchar(10)', 'param_shrunk', null],
    ['decimal(10,2)', 'decimal(12,2)', 'param_grown', 'param_grown'],
    ['decimal(10,2)', 'decimal(12,4)', 'decimal_scale', 'decimal_scale'],
    ['timestamp(3)', 'timestamp(6)', 'type_incompatible', null],
    ['timestamp', 'timestamp(6)', 'physical_type', null],
    ['char(5)', 'char(10)', 'type_incompatible', null],
    ['char', 'char(10)', 'type_incompatible', null],
    ['varchar(20)', 'varchar(max)', 'param_grown', null],
    ['timestamp', 'timestamp_ns', 'type_incompatible', 'type_incompatible'],
    ['timestamp_s', 'timestamp_ms', 'type_incompatible', 'type_incompatible'],
    ['timestamp', 'timestamp_ntz', 'physical_type', 'physical_type'],
    ['datetime', 'timestamp', 'physical_type', 'physical_type'],
    ['timestamp_tz', 'timestamp_ltz', 'physical_type', 'physical_type'],
    ['timestamp_ntz', 'timestamp_tz', 'type_incompatible', 'type_incompatible'],
    ['time', 'timetz', 'type_incompatible', 'type_incompatible'],
    ['json', 'jsonb', 'physical_type', 'physical_type'],
    ['int4', 'int8', 'type_widened', 'type_widened'],
    ['int8', 'int2', 'type_narrowed', 'type_narrowed'],
    ['float(53)', 'float(24)', 'type_narrowed', 'type_narrowed'],
  ] as const)('%s → %s is %s, under iceberg %s', (from, to, byDefault, iceberg) => {
    expect(compareTypes(from, to)).toBe(byDefault);
    expect(compareTypes(from, to, 'iceberg')).toBe(iceberg);
  });

  it('under delta a scale may grow with its precision', () => {
    expect(compareTypes('decimal(10,2)', 'decimal(12,4)', 'delta')).toBe('param_grown');
    expect(compareTypes('decimal(10,2)', 'decimal(11,4)', 'delta')).toBe('decimal_scale');
  });

  it.each([
    ['string', 'array<string>'],
    ['array<int>', 'map<string,int>'],
    ['struct<a: int>', 'string'],
  ])('%s → %s is another kind', (from, to) => expect(compareTypes(from, to)).toBe('kind_changed'));
});

describe('types with their aliases resolved', () => {
  it.each([
    ['text', 'string'],
    ['INTEGER', 'integer'],
    ['integer', 'int'],
    ['integer', 'int4'],
    ['int(11)', 'int(10)'],
    ['int(11)', 'integer'],
    ['serial', 'int4'],
    ['hugeint', 'int128'],
    ['unknown', 'void'],
    ['float(53)', 'double'],
    ['timestamp without time zone', 'timestamp'],
    ['timestamp(6) with local time zone', 'timestamp_ltz(6)'],
    ['character varying(20)', 'varchar(20)'],
    ['timestamp with time zone', 'timestamptz'],
    ['NUMBER(38,0)', 'decimal(38, 0)'],
    ['bigint', 'long'],
    ['text[]', 'array<string>'],
  ])('%s and %s are one', (a, b) => expect(compareTypes(a, b)).toBeNull());

  it('float is a double to most, a single to table formats', () => {
    expect(parseType('float').base).toBe('float64');
    expect(parseType('float', 'iceberg').base).toBe('float32');
  });

  it('what cannot be read is a type of its own name, however long or deep', () => {
    expect(parseType('geography(point, 4326)').base).toContain('geography');
    const deep = 'array<'.repeat(5000) + 'int' + '>'.repeat(5000);
    expect(compareTypes(deep, deep)).toBeNull();
    expect(parseType('<'.repeat(1000)).base).toContain('<');
  });

  it.each(PROFILES)('is not read from what every object of JavaScript has, under %s', (profile) => {
    for (const name of ['constructor', 'toString', '__proto__']) {
      expect(parseType(name, profile).base).toBe(name.toLowerCase());
      expect(compareTypes(name, 'string', profile)).not.toBeNull();
    }
  });
});
