import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { Keyring } from '../kit/webhookSettings.js';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** What is sealed is nothing else. */
const PURPOSE = Buffer.from('floe webhook secret');

/** By which what was sealed names its key; tells nothing of it. */
const nameOf = (key: Buffer): string => createHash('sha256').update(key).digest('hex').slice(0, 16);

/** A text, readable with the first of the keys alone (AES-256-GCM). */
export function seal(text: string, [key]: Keyring): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES }).setAAD(PURPOSE);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return `v1.${nameOf(key)}.${Buffer.concat([iv, sealed, cipher.getAuthTag()]).toString('base64url')}`;
}

/** The text again; null where none of the keys sealed it, or it was changed since. */
export function unseal(sealed: string, keys: readonly Buffer[]): string | null {
  const [version, name, body = ''] = sealed.split('.');
  const key = keys.find((each) => nameOf(each) === name);
  if (version !== 'v1' || !key) return null;
  const bytes = Buffer.from(body, 'base64url');
  if (bytes.length < IV_BYTES + TAG_BYTES) return null;
  try {
    const iv = bytes.subarray(0, IV_BYTES);
    const decipher = createDecipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES })
      .setAAD(PURPOSE)
      .setAuthTag(bytes.subarray(-TAG_BYTES));
    return decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return null;
  }
}

/** Whether it is sealed with the first of the keys. */
export const isSealedBy = (sealed: string, [key]: Keyring): boolean => sealed.startsWith(`v1.${nameOf(key)}.`);

/** A new secret of the form that Standard Webhooks asks for: `whsec_` and 256 random bits. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;
