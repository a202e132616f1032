import { spawn } from 'node:child_process';
import { SystemError } from '../system/SystemError.js';

/** Applies a folder of kustomizations with kubectl, in whichever cluster it points at; what it says is passed on. Throws SystemError. */
export async function kubectlApply(folder: string, told: (text: string) => void): Promise<void> {
  const args = ['apply', '--kustomize', folder];
  const where = `kubectl ${args.join(' ')}`;
  const child = spawn('kubectl', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => told(text.trimEnd()));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', () => {
      const mend = 'Install it, or apply the folder by other means';
      reject(new SystemError({ code: 'SETTING_MISSING', where, what: 'there is no kubectl', mend }));
    });
    child.once('close', resolve);
  });
  if (code === 0) return;
  const what = `it ended with ${code}: ${said.trim().slice(0, 500)}`;
  throw new SystemError({ code: 'REFUSED', where, what, mend: 'Mend it, then deploy again: what was applied stands' });
}
