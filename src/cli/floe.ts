#!/usr/bin/env node
import { CommanderError } from 'commander';
import { Failure } from './Failure.js';
import { packageVersion } from './packageVersion.js';
import { createProgram } from './program.js';
import { settingOf } from './Setting.js';
import { processTerminal } from './Terminal.js';

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
