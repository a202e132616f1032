import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { FORMATS, type Format } from '../../src/cli/report/formats.js';
import { loadProject } from '../../src/cli/project/loadProject.js';
import { compileOffline } from '../../src/cli/project/offline.js';
import { projectTexts } from '../../src/cli/project/projectTexts.js';
import { reportAs } from '../../src/cli/report/reportAs.js';
import type { Terminal } from '../../src/cli/terminal/Terminal.js';
import { readRoot, root } from '../support/server.js';

const FOLDER = path.join(root, 'test/compiler/report/fixtures/centralized');

/** What a format prints of the project of the examples, both streams. */
async function printed(format: Format): Promise<string> {
  const lines: string[] = [];
  const write = (text: string): void => void lines.push(text);
  const terminal: Terminal = { out: write, err: write, columns: null, progressTo: null, paint: (_, text) => text };
  const project = await loadProject(FOLDER, null);
  await reportAs(format, compileOffline(project, null), '.', terminal, projectTexts(project));
  return `${lines.join('\n')}\n`;
}

/** The blocks under the heading of a format. */
function examplesOf(format: Format): string[] {
  const [, section = ''] = readRoot('docs/reports.md').split(`\n## ${format}\n`);
  return [...(section.split('\n## ')[0] ?? '').matchAll(/```\w+\n([^]*?)```/g)].map(([, block = '']) => block);
}

describe('docs/reports.md', () => {
  it.each(FORMATS)('shows what --format %s prints', async (format) => {
    const [all, examples] = [await printed(format), examplesOf(format)];
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) expect(all).toContain(example);
  });
});
