import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { Journal } from '../../src/adapters/steps/Journal.js';
import type { EndedStep } from '../../src/adapters/steps/step.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

const ENDED: EndedStep = {
  failed: null,
  kept: null,
  hash: 'a',
  startedAt: '2026-11-30T06:00:00.000Z',
  endedAt: '2026-11-30T06:00:01.000Z',
};

it('a journal is written whole by each of two who run the same run at once', async () => {
  const folder = path.join(await temporaryFolder(), '.floe');
  const both = await Promise.all([1, 2].map(() => Journal.open(folder, 'sales.customer-360', false)));
  expect(new Set(both.map(({ id }) => id)).size).toBe(1);
  const write = async (journal: Journal): Promise<void> => {
    await journal.begin();
    for (let at = 0; at < 30; at += 1) await journal.stepEnded(`step ${at}`, ENDED);
  };
  await Promise.all(both.map(write));
  const kept = JSON.parse(await readFile(path.join(folder, 'run.json'), 'utf8')) as { steps: object };
  expect(Object.keys(kept.steps)).toHaveLength(30);
  expect((await readdir(folder)).sort()).toEqual(['.gitignore', 'claims', 'run.json']);
});
