import { Argument, type Command } from 'commander';
import type { Setting } from './catalog/Setting.js';
import { SHELLS, type Shell } from './completion/shells.js';

/** The catalog for agents. */
export function addMcp(program: Command, setting: Setting): void {
  program
    .command('mcp')
    .description("serve the catalog's tools to an agent over stdin and stdout (Model Context Protocol)")
    .action(async () => (await import('./commands/discovery/mcp.js')).mcp(setting));
}

/** What tells of `floe` itself. */
export function addHelp(program: Command, setting: Setting): void {
  program.helpCommand(false);
  program
    .command('help')
    .description('the options of a command, the page of a topic, e.g. `floe help exit-codes`')
    .argument('[words...]', 'a command or a topic; what there is where not given')
    .action(async (words: string[]) => (await import('./commands/help.js')).help(setting, words, program));
  program
    .command('completion')
    .description('a script for the shell that completes what is typed, e.g. eval "$(floe completion bash)"')
    .addArgument(new Argument('<shell>', 'which one').choices(SHELLS))
    .action(async (shell: Shell) => (await import('./commands/completion.js')).completion(setting, shell, program));
}
