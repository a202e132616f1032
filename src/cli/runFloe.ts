import { CommanderError } from 'commander';
import { Failure } from './terminal/Failure.js';
import { isSystemError, refused } from './terminal/files.js';
import { packageVersion } from './terminal/packageVersion.js';
import { createProgram } from './program.js';
import { settingOf } from './catalog/Setting.js';
import { processTerminal } from './terminal/Terminal.js';

/** What an error that ended a command is told as, null where commander has told it, and the code that the process ends with. */
function outcomeOf(error: unknown): { told: string | null; exitCode: number } {
  if (error instanceof CommanderError) return { told: null, exitCode: error.exitCode === 0 ? 0 : 2 };
  if (error instanceof Failure) return { told: error.message, exitCode: error.exitCode };
  if (isSystemError(error)) return outcomeOf(refused(`${error.path ?? error.syscall} cannot be used`, error));
  return { told: error instanceof Error ? (error.stack ?? error.message) : String(error), exitCode: 2 };
}

/** `floe` as a process: its arguments, environment, streams and exit code. */
export async function runFloe(): Promise<void> {
  const terminal = processTerminal();
  // `floe products list | head` closes our stdout; that is no failure. A full disk behind it is one. What has to be ended
  // first hears it as SIGPIPE, which node itself ignores.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return void (process.emit('SIGPIPE', 'SIGPIPE') || process.exit(0));
    terminal.err(`floe: ${refused('the answer cannot be written', error).message}`);
    process.exit(2);
  });
  try {
    await createProgram(settingOf(terminal, process.env), packageVersion()).parseAsync();
  } catch (error) {
    const { told, exitCode } = outcomeOf(error);
    if (told !== null) terminal.err(`floe: ${told}`);
    process.exitCode = exitCode;
  }
}
