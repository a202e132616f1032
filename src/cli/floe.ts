#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { CommanderError } from 'commander';
import { Failure } from './Failure.js';
import { createProgram } from './program.js';
import { settingOf } from './Setting.js';
import { processTerminal } from './Terminal.js';

/** The version of the package: two folders up from the source, three from what it is built to. */
function packageVersion(): string {
  const up = import.meta.url.endsWith('.ts') ? '../../package.json' : '../../../package.json';
  return (JSON.parse(readFileSync(new URL(up, import.meta.url), 'utf8')) as { version: string }).version;
}

const terminal = processTerminal();

// `floe products list | head` closes our stdout; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

try {
  await createProgram(settingOf(terminal, process.env), packageVersion()).parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else if (error instanceof Failure) {
    terminal.err(`floe: ${error.message}`);
    process.exitCode = error.exitCode;
  } else {
    terminal.err(`floe: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    process.exitCode = 2;
  }
}
