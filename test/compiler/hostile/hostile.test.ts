import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { builtChild } from '../../support/builtChild.js';
import { hostileJson, hostileYaml } from './texts.js';

const ROOT = path.resolve(import.meta.dirname, '../../..');
/** No measure of speed: a compilation that has not ended by then never ends. */
const HANG = 600_000;
const HEAP_MEGABYTES = 256;
/** A finding that quotes what it found quotes little of it. */
const LONGEST_MESSAGE = 2_000;

interface Outcome {
  readonly place: string;
  readonly name: string;
  readonly count: number;
  readonly found: readonly { readonly code: string; readonly length: number; readonly file: string | null }[];
  readonly polluted: boolean;
}

interface Ran {
  readonly status: number | null;
  readonly stderr: string;
  readonly outcomes: readonly Outcome[];
}

/** Compiles all of it, in every place, in a process of its own whose heap is small. */
async function compileAll(): Promise<Ran> {
  const script = await builtChild(path.join(import.meta.dirname, 'child.ts'));
  const args = [`--max-old-space-size=${HEAP_MEGABYTES}`, script];
  const child = spawn(process.execPath, args, { cwd: ROOT, timeout: HANG, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const lines = stdout.split('\n').filter((line) => line !== '');
  return { status: await ended, stderr, outcomes: lines.map((line) => JSON.parse(line) as Outcome) };
}

let run: Promise<Ran> | undefined;

/** What came of the texts in a place. */
async function compiled(place: string): Promise<Ran> {
  const { status, stderr, outcomes } = await (run ??= compileAll());
  return { status, stderr, outcomes: outcomes.filter((each) => each.place === place) };
}

const UNREAD = /^(DOCUMENT|DBT|REF|PLATFORM)_/;

describe('hostile texts in little memory', () => {
  it.each(['manifest', 'product', 'platform', 'dbt'])(
    'end as YAML of a %s in findings',
    async (place) => {
      const { status, stderr, outcomes } = await compiled(place);
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
    async () => {
      const { status, stderr, outcomes } = await compiled('json');
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
