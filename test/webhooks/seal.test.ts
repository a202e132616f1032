import { describe, expect, it } from 'vitest';
import { isSealedBy, newSecret, seal, unseal } from '../../src/actions/webhooks/seal.js';
import { readConfig } from '../../src/config/config.js';

const [first, second] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];

describe('secrets of webhooks', () => {
  it('are readable with the key that sealed them alone, among several too', () => {
    const secret = newSecret();
    const sealed = seal(secret, [first]);
    expect(sealed).not.toContain(secret.slice(6, 20));
    expect(seal(secret, [first])).not.toBe(sealed);
    expect(unseal(sealed, [first])).toBe(secret);
    expect(unseal(sealed, [second, first])).toBe(secret);
    expect(unseal(sealed, [second])).toBeNull();
    expect(isSealedBy(sealed, [first])).toBe(true);
    expect(isSealedBy(sealed, [second, first])).toBe(false);
  });

  it('are not read where they were changed', () => {
    const [version, name, body = ''] = seal(newSecret(), [first]).split('.');
    const bytes = Buffer.from(body, 'base64url');
    for (const at of [0, 15, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(unseal([version, name, changed.toString('base64url')].join('.'), [first])).toBeNull();
    }
    expect(unseal('whsec_plain', [first])).toBeNull();
  });

  it('ask for keys of 32 bytes, the newest first', () => {
    const keys = [second, first].map((each) => each.toString('base64'));
    expect(readConfig({ WEBHOOK_KEY: keys.join(', ') }).webhookKeys).toEqual([second, first]);
    expect(() => readConfig({ WEBHOOK_KEY: 'c2hvcnQ=' })).toThrow('WEBHOOK_KEY is not understood: expected 32 random');
  });
});
