import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { atEndOfFile } from './atEnd.js';
import { built } from './built.js';

/** The demo as `PORT=0 npm run demo` starts it, a process of its own, ended at the end of the file. Its address. */
export async function startDemo(): Promise<string> {
  const child = spawn(process.execPath, [built('demo')], {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  atEndOfFile(async () => {
    child.kill('SIGTERM');
    await exited;
  });
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer): void => {
      said += String(chunk);
      const [, url] = /is served at (http:\S+?)\/ /.exec(said) ?? [];
      if (url) resolve(url);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => reject(new Error(`the demo ended with ${code}: ${said}`)));
  });
}
