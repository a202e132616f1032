import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hostileJson, hostileYaml } from './texts.js';

const ROOT = path.resolve(import.meta.dirname, '../../..');
/** No measure of speed: a compilation that has not ended by then never ends. */
const HANG = 300_000;
const HEAP_MEGABYTES = 256;
/** A finding that quotes what it found quotes little of it. */
const LONGEST_MESSAGE = 2_000;

interface Outcome {
  readonly name: string;
  readonly count: number;
  readonly found: readonly { readonly code: string; readonly length: number; readonly file: string | null }[];
  readonly polluted: boolean;
}

/** Compiles all of it in a process of its own whose heap is small. */
function compiled(place: string): { status: number | null; stderr: string; outcomes: readonly Outcome[] } {
  const script = path.join(import.meta.dirname, 'child.ts');
  const run = spawnSync(
    process.execPath,
    [`--max-old-space-size=${HEAP_MEGABYTES}`, '--import', 'tsx', script, place],
    {
      cwd: ROOT,
      encoding: 'utf8',
      timeout: HANG,
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  const lines = run.stdout.split('\n').filter((line) => line !== '');
  return { ...run, outcomes: lines.map((line) => JSON.parse(line) as Outcome) };
}

const UNREAD = /^(DOCUMENT|DBT|REF|PLATFORM)_/;

describe('hostile texts in little memory', () => {
  it.each(['manifest', 'product', 'platform', 'dbt'])(
    'end as YAML of a %s in findings',
    (place) => {
      const { status, stderr, outcomes } = compiled(place);
      expect(stderr).toBe('');
      expect(status).toBe(0);
      expect(outcomes.map(({ name }) => name)).toEqual(Object.keys(hostileYaml));
      for (const { name, found, polluted } of outcomes) {
        expect(found.length, name).toBeGreaterThan(0);
        if (place !== 'dbt') expect(found.map(({ code }) => code).join(), name).toMatch(UNREAD);
        for (const { length } of found) expect(length, name).toBeLessThan(LONGEST_MESSAGE);
        expect(polluted, name).toBe(false);
      }
    },
    HANG,
  );

  it(
    "end as dbt's manifest.json in findings or a project",
    () => {
      const { status, stderr, outcomes } = compiled('json');
      expect(stderr).toBe('');
      expect(status).toBe(0);
      expect(outcomes.map(({ name }) => name)).toEqual(Object.keys(hostileJson));
      const codes = (of: string) => outcomes.find(({ name }) => name === of)?.found.map(({ code }) => code) ?? [];
      for (const broken of [
        'brackets without end',
        'braces without end',
        'a string that never ends',
        'YAML',
        'nothing',
      ])
        expect(codes(broken), broken).toContain('DBT_MANIFEST_INVALID');
      for (const { name, found, polluted } of outcomes) {
        for (const { length } of found) expect(length, name).toBeLessThan(LONGEST_MESSAGE);
        expect(polluted, name).toBe(false);
      }
    },
    HANG,
  );
});
