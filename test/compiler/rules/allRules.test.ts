import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { allDiagnosticCodes } from '../../../src/compiler/compile.js';
import { rules } from '../../../src/compiler/rules/index.js';
import { compile } from './project.js';

const RULES = path.resolve(import.meta.dirname, '../../../src/compiler/rules');
const ruleFiles = readdirSync(RULES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const fileOf = (code: string): string =>
  code.toLowerCase().replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
const codes = (text: string): string[] => [...new Set(compile(text).diagnostics.map(({ code }) => code))];

describe('the small project that the examples change', () => {
  it('compiles without a finding', () => {
    expect(compile('')).toMatchObject({ outcome: 'succeeded', diagnostics: [] });
  });
});

describe.each(rules)('$code', (rule) => {
  it('is a file of its own in the folder of its family, listed once, with a test of its own', () => {
    expect(ruleFiles.filter((file) => path.basename(file) === `${fileOf(rule.code)}.ts`)).toHaveLength(1);
    expect(rules.filter(({ code }) => code === rule.code)).toHaveLength(1);
    expect(existsSync(path.join(import.meta.dirname, `${rule.code}.test.ts`))).toBe(true);
  });

  it('is what its bad example raises, and nothing else', () => {
    expect(codes(rule.example.bad)).toEqual([rule.code]);
  });

  it('is silent on its good example, as is every other rule', () => {
    expect(codes(rule.example.good)).toEqual([]);
  });

  it('says what, why and how to mend it, in sentences', () => {
    for (const text of [rule.title, rule.why, rule.mend]) expect(text).toMatch(/^\S.*[.`>]$/s);
  });
});

describe('the list of rules', () => {
  it('has every file that defines a rule', () => {
    const defining = ruleFiles.filter((file) => /= defineRule\b/.test(readFileSync(path.join(RULES, file), 'utf8')));
    expect(defining.map((file) => path.basename(file, '.ts')).sort()).toEqual(
      rules.map(({ code }) => fileOf(code)).sort(),
    );
  });

  it('gives every code of the compiler once: documents, dbt, inheritance, rules', () => {
    const all = allDiagnosticCodes().map(({ code }) => code);
    expect(new Set(all).size).toBe(all.length);
    for (const code of ['DOCUMENT_SYNTAX', 'DBT_MANIFEST_INVALID', 'INHERIT_WEAKENED', 'NAMING_CASE'])
      expect(all).toContain(code);
    expect(all.every((code) => /^[A-Z]+(_[A-Z]+)+$/.test(code))).toBe(true);
  });
});
