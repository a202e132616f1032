import { parseValue } from 'graphql';
import { describe, expect, it } from 'vitest';
import { DateTime } from '../../src/schema/scalars/DateTime.js';
import { Duration } from '../../src/schema/scalars/Duration.js';
import { Percentage } from '../../src/schema/scalars/Percentage.js';
import { SemVer } from '../../src/schema/scalars/SemVer.js';

describe('scalars', () => {
  it.each([
    ['6h', 'PT6H'],
    ['1d12h', 'P1DT12H'],
    ['P7D', 'P7D'],
  ])('Duration takes %s as %s', (text, iso) => {
    expect(Duration.parseValue(text)).toBe(iso);
    expect(Duration.parseLiteral(parseValue(JSON.stringify(text)), {})).toBe(iso);
  });

  it.each(['soon', '6 hours', 'P1M', ''])('Duration refuses "%s"', (text) => {
    expect(() => Duration.parseValue(text)).toThrow(/is no Duration/);
  });

  it('Percentage takes a number or what the documents write, from 0 to 100', () => {
    expect([Percentage.parseValue(99.9), Percentage.parseValue('99.9%')]).toEqual([99.9, 99.9]);
    expect([Percentage.parseLiteral(parseValue('80'), {}), Percentage.parseLiteral(parseValue('"80%"'), {})]).toEqual([
      80, 80,
    ]);
    for (const wrong of [100.1, -1, 'most', true])
      expect(() => Percentage.parseValue(wrong)).toThrow(/is no Percentage/);
  });

  it('SemVer takes versions and nothing else', () => {
    expect(SemVer.parseValue('3.2.1')).toBe('3.2.1');
    expect(SemVer.parseValue('2.0.0-rc.1')).toBe('2.0.0-rc.1');
    for (const wrong of ['1.0', 'latest', 3]) expect(() => SemVer.parseValue(wrong)).toThrow(/is no SemVer/);
  });

  it('DateTime takes any offset and gives UTC with milliseconds', () => {
    expect(DateTime.parseValue('2026-01-15T13:00:00+01:00')).toBe('2026-01-15T12:00:00.000Z');
    expect(DateTime.parseLiteral(parseValue('"2026-01-15T12:00:00Z"'), {})).toBe('2026-01-15T12:00:00.000Z');
    expect(DateTime.serialize('2026-01-15T12:00:00.000Z')).toBe('2026-01-15T12:00:00.000Z');
    expect(DateTime.serialize(new Date(0))).toBe('1970-01-01T00:00:00.000Z');
    expect(() => DateTime.parseValue('yesterday')).toThrow();
  });
});
