import { PassThrough } from 'node:stream';
import { mkdtemp, writeFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ProgressBar, type EndedStage } from '../../src/cli/terminal/ProgressBar.js';
import { watchStages } from '../../src/cli/report/watchStages.js';
import { withProgress } from '../../src/cli/report/withProgress.js';
import type { Terminal } from '../../src/cli/terminal/Terminal.js';
import { compile } from '../../src/cli/commands/compile.js';
import { Client } from '../../src/cli/catalog/Client.js';
import { atEnd } from '../support/atEnd.js';
import { startTestServer } from '../support/server.js';
import { until } from '../support/follow.js';

/** A stream that says it is a terminal, and what was written to it. */
function screen(): { readonly stream: NodeJS.WritableStream; written(): string } {
  const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 100, rows: 30 });
  const chunks: string[] = [];
  stream.on('data', (chunk: Buffer) => void chunks.push(String(chunk)));
  return { stream, written: () => chunks.join('') };
}

function terminalOf(progressTo: NodeJS.WritableStream | null): Terminal & { readonly printed: string[] } {
  const printed: string[] = [];
  const write = (text: string): void => void printed.push(text);
  return { printed, out: write, err: write, columns: null, progressTo, paint: (_, text) => text };
}

const stage = (index: number): EndedStage => ({ index, of: 6, title: `Stage ${index}` });

describe('the bar of a compilation', () => {
  it('shows the stages that have ended, then takes itself away', () => {
    const { stream, written } = screen();
    const bar = new ProgressBar(stream, 0);
    bar.ended(stage(1));
    bar.ended(stage(4));
    bar.stop();
    expect(written()).toContain('[1/6] Stage 1');
    expect(written()).toMatch(/━{16}─{8} \[4\/6\] Stage 4/);
    const ends = written().slice(written().lastIndexOf('Stage 4') + 'Stage 4'.length);
    expect(ends).toContain('\u001b[0K');
    expect(ends).toContain('\u001b[?25h');
  });

  it('is silent where the compilation ends soon', () => {
    const { stream, written } = screen();
    const bar = new ProgressBar(stream);
    bar.ended(stage(6));
    bar.stop();
    expect(written()).toBe('');
  });

  it.each([
    ['stderr is no terminal', null, 'console'],
    ['the answer is for a program', screen().stream, 'sarif'],
  ] as const)('is not there where %s', async (_, stream, format) => {
    await withProgress(terminalOf(stream), format, (onStage) => expect(onStage).toBeNull());
  });
});

describe('floe compile on a terminal', () => {
  async function project(): Promise<string> {
    const folder = await mkdtemp(path.join(tmpdir(), 'floe-'));
    atEnd(() => rm(folder, { recursive: true }));
    const document =
      'apiVersion: floe.dev/v1\nkind: DataProduct\nmetadata: {name: mart, version: "1.0.0"}\nownership: {team: data, email: data@acme.com}\n';
    await writeFile(path.join(folder, 'data-product.yaml'), document);
    await writeFile(path.join(folder, 'platform-manifest.yaml'), 'data_architecture: {pattern: medallion}\n');
    return folder;
  }

  it('prints what it prints elsewhere, from a catalog and offline', async () => {
    const server = await startTestServer();
    const folder = await project();
    const client = new Client(`${server.url}/graphql`);
    const answers = [];
    for (const progressTo of [null, screen().stream])
      for (const offline of [false, true]) {
        const terminal = terminalOf(progressTo);
        await compile({ client, terminal, env: {} }, folder, { offline });
        answers.push(terminal.printed.join('\n'));
      }
    expect(answers[0]).toContain('[4/4] Compilation SUCCEEDED');
    expect(new Set(answers).size).toBe(1);
    await until(() => server.followers() === 0);
  });

  it('hears of the stages as the catalog tells them', async () => {
    const server = await startTestServer();
    const told: EndedStage[] = [];
    const stop = watchStages(`${server.url}/graphql`, 'mine', (each) => told.push(each));
    await until(() => server.followers() === 1);
    await server.data(
      'mutation { compileProduct(input: { source: "kind: DataProduct", progressId: "mine" }) { compilation { id } } }',
    );
    await until(() => told.length === 4);
    expect(told.map(({ index }) => index)).toEqual([1, 2, 3, 4]);
    stop();
  });

  it('does not mind a catalog without WebSocket', async () => {
    const told: EndedStage[] = [];
    const stop = watchStages('http://127.0.0.1:1/graphql', 'mine', (each) => told.push(each));
    await new Promise((resolve) => setTimeout(resolve, 50));
    stop();
    expect(told).toEqual([]);
  });
});
