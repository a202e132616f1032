import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Failure } from '../terminal/Failure.js';

interface Options {
  readonly host?: string;
  readonly port?: string;
  readonly database?: string;
  readonly trustedDocuments?: string;
  readonly only?: boolean;
  readonly workers?: string;
}

/**
 * `floe serve`: the server as a child process, its signals passed on, its end ours. Throws Failure 2 where the server
 * ends otherwise than in order.
 */
export async function serve(options: Options): Promise<void> {
  const main = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../../main.ts' : './main.js', import.meta.url));
  const env = {
    ...process.env,
    ...(options.host !== undefined && { HOST: options.host }),
    ...(options.port !== undefined && { PORT: options.port }),
    ...(options.database !== undefined && { DATABASE_URL: options.database }),
    ...(options.trustedDocuments !== undefined && { TRUSTED_DOCUMENTS: options.trustedDocuments }),
    ...(options.only && { TRUSTED_DOCUMENTS_ONLY: 'true' }),
    ...(options.workers !== undefined && { WORKERS: options.workers }),
  };
  const child = spawn(process.execPath, [...process.execArgv, main], { env, stdio: 'inherit' });
  // A terminal sends its Ctrl-C to the child as well; a second one would end it at once.
  const onTerminal = process.stdin.isTTY === true;
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGINT', () => onTerminal || child.kill('SIGINT'));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0) throw new Failure(2, 'the server could not be started, or did not end in order.');
}
