import { describe, expect, it } from 'vitest';
import { decodeEventCursor, encodeEventCursor } from '../../src/schema/eventCursor.js';
import { decodeGlobalId, encodeGlobalId } from '../../src/schema/globalId.js';

describe('a global id', () => {
  it('is the type and the key, and nothing that has to be escaped in a URL', () => {
    const id = encodeGlobalId('Manifest', 'größe@1.0.0');
    expect(id).toMatch(/^[\w-]+$/);
    expect(decodeGlobalId(id)).toEqual({ type: 'Manifest', key: 'größe@1.0.0' });
  });

  it.each([
    '',
    'x',
    Buffer.from('Shelf:1').toString('base64url'),
    Buffer.from('DataProduct').toString('base64url'),
    '💥',
  ])('is not "%s"', (text) => expect(decodeGlobalId(text)).toBeNull());
});

describe('an event cursor', () => {
  it('stands for the number of the event, and refuses what is none', () => {
    expect(decodeEventCursor(encodeEventCursor(41))).toBe(41);
    for (const wrong of [
      '',
      'abc',
      Buffer.from('["41"]').toString('base64url'),
      Buffer.from('[-1]').toString('base64url'),
      Buffer.from('[041]').toString('base64url'),
      Buffer.from('[41] ').toString('base64url'),
      Buffer.from('[null]').toString('base64url'),
      `${encodeEventCursor(41)}=`,
    ])
      expect(decodeEventCursor(wrong)).toBeNull();
  });
});
