import { spawn } from 'node:child_process';

/** A program that does the work of a step. */
export interface Call {
  readonly program: string;
  readonly parameters: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** The folder that it works in; that of this process where absent. */
  readonly folder?: string;
}

/** How long it may take to end after it was asked to. */
const GRACE_MS = 10_000;

/**
 * Runs a program to its end, its lines told as they come; asks it to end where the signal is aborted. Gives its exit code, or
 * what killed it. Throws what the system refuses.
 */
export function called(
  { program, parameters, env, folder }: Call,
  signal: AbortSignal,
  log: (line: string) => void,
): Promise<number | string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, { env, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    let kill: NodeJS.Timeout | undefined;
    const stop = (): void => {
      child.kill('SIGINT');
      kill = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
    };
    signal.addEventListener('abort', stop, { once: true });
    for (const stream of [child.stdout, child.stderr]) {
      let rest = '';
      stream.setEncoding('utf8').on('data', (text: string) => {
        const lines = `${rest}${text}`.split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) log(line);
      });
      stream.on('end', () => rest !== '' && log(rest));
    }
    child.on('error', reject);
    child.on('close', (code, killed) => {
      clearTimeout(kill);
      signal.removeEventListener('abort', stop);
      resolve(code ?? killed ?? 'nothing');
    });
  });
}
