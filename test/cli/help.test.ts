import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { NOWHERE, runFloe, type Ran } from '../support/runFloe.js';
import { readRoot, root } from '../support/server.js';

const floe = (...args: string[]): Promise<Ran> => runFloe(NOWHERE, args);

describe('floe help', () => {
  it('tells of a command what the command tells with --help', async () => {
    const [help, option] = await Promise.all([floe('help', 'products', 'list'), floe('products', 'list', '--help')]);
    expect(help).toEqual({ ...option, code: 0 });
  });

  it('lists the commands and the topics', async () => {
    const { code, stdout } = await floe('help');
    expect(code).toBe(0);
    expect(stdout).toContain('Usage: floe');
    const topics = /Topics of floe help: (.+)\n/.exec(stdout)?.[1]?.split(', ');
    const pages = readdirSync(path.join(root, 'docs')).filter((name) => name.endsWith('.md'));
    expect(topics).toEqual(expect.arrayContaining(pages.map((name) => name.replace('.md', ''))));
    expect(topics).toEqual(expect.arrayContaining(['registries', 'exit-codes', 'environment']));
  });

  it('tells of a topic the page that the package brings, or its part', async () => {
    expect((await floe('help', 'reports')).stdout).toBe(`${readRoot('docs/reports.md').trimEnd()}\n`);
    const both = (await floe('help', 'init')).stdout;
    expect(both).toMatch(/^Usage: floe init /);
    expect(both.endsWith(`\n\n${readRoot('docs/init.md').trimEnd()}\n`)).toBe(true);
    for (const [topic, heading] of [
      ['registries', '## Manifests in a registry'],
      ['exit-codes', '## Output and exit codes'],
      ['environment', '## Environment'],
    ] as const) {
      const { stdout } = await floe('help', topic);
      expect(stdout.split('\n').filter((line) => line.startsWith('## '))).toEqual([heading]);
      expect(stdout.length).toBeGreaterThan(300);
    }
  });

  it('ends with 2 for what is neither, and says what may be meant', async () => {
    expect(await floe('help', 'exit-code')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'floe: there is no command and no topic exit-code. Did you mean exit-codes?\n',
    });
  });
});

/** What bash offers for a line, at its end. */
async function offered(script: string, line: string): Promise<string[]> {
  const words = line.split(' ');
  const list = words.map((word) => `'${word}'`).join(' ');
  const asked = `${script}\nCOMP_WORDS=(${list}) COMP_CWORD=${words.length - 1}\n_floe\nprintf '%s\\n' "\${COMPREPLY[@]}"`;
  const child = spawn('bash', ['--norc', '-euc', asked]);
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += String(chunk)));
  child.stderr.on('data', (chunk: Buffer) => (err += String(chunk)));
  await new Promise((resolve) => child.once('close', resolve));
  expect(err).toBe('');
  return out.split('\n').filter((each) => each !== '');
}

describe('floe completion', () => {
  it.each([
    ['floe prod', ['products']],
    ['floe products d', ['describe', 'diff']],
    ['floe products list --st', ['--status']],
    ['floe products list --status ', ['draft', 'active', 'deprecated']],
    ['floe init --ci g', ['github', 'gitlab']],
    ['floe init --name ', []],
    ['floe completion ', []],
    ['floe compile examples/acme --off', ['--offline']],
  ])('bash offers for "%s" what the grammar has there', async (line, words) => {
    const { stdout } = await floe('completion', 'bash');
    expect((await offered(stdout, line)).sort()).toEqual([...words].sort());
  });

  it.each(['zsh', 'fish'])('%s has a script of the same grammar', async (shell) => {
    const { code, stdout } = await floe('completion', shell);
    expect(code).toBe(0);
    for (const word of ['products', 'describe', 'status', 'deprecated', 'list the data products'])
      expect(stdout).toContain(word);
  });

  it('ends with 2 for another shell', async () => {
    expect(await floe('completion', 'tcsh')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Allowed choices'),
    });
  });
});
