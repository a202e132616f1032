import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { settingOf } from '../../src/cli/catalog/Setting.js';
import { createProgram } from '../../src/cli/program.js';
import { processTerminal } from '../../src/cli/terminal/Terminal.js';
import { readRoot } from '../support/server.js';

/** Every command that does something, with its whole name. */
function commandsOf(command: Command, above = 'floe'): { readonly name: string; readonly command: Command }[] {
  return command.commands.flatMap((each) => {
    const name = `${above} ${each.name()}`;
    return each.commands.length > 0 ? commandsOf(each, name) : [{ name, command: each }];
  });
}

const commands = commandsOf(createProgram(settingOf(processTerminal(), {}), '0.0.0'));
const flags = (command: Command): string[] => command.options.map(({ long }) => long ?? '');

describe('the commands of floe', () => {
  it('take --json, all that answer and do not tell of floe itself', () => {
    const without = commands.filter(({ command }) => !flags(command).includes('--json'));
    expect(without.map(({ name }) => name)).toEqual(['floe serve', 'floe mcp', 'floe help', 'floe completion']);
  });

  it('that list the mesh take what narrows a list', () => {
    const lists = commands.filter(({ name }) => name.endsWith(' list') && !/ (token|webhooks|runs) list$/.test(name));
    expect(lists.map(({ name }) => name)).toEqual([
      ...['floe products list', 'floe contracts list', 'floe domains list'],
    ]);
    for (const { command } of lists)
      expect(flags(command)).toEqual(['--domain', '--owner', '--text', '--status', '--wide', '--json']);
  });

  it('stand in docs/cli.md', () => {
    const page = readRoot('docs/cli.md');
    expect(commands.filter(({ name }) => !page.includes(`\`${name}`)).map(({ name }) => name)).toEqual([]);
  });
});
