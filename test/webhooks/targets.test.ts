import { describe, expect, it } from 'vitest';
import { addressRefusal, targetRefusal } from '../../src/actions/webhooks/targets.js';
import { guardedLookup, type Resolve } from '../../src/webhooks/Sender.js';

const NOTHING = { ranges: [], http: false };

describe('where webhooks may go', () => {
  it.each(['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c'])('%s is public', (address) => {
    expect(addressRefusal(address, NOTHING)).toBeNull();
  });

  it.each([
    ...['127.0.0.1', '127.8.8.8', '0.0.0.0', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1'],
    ...['192.0.2.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '240.0.0.1'],
    ...['::', '::1', 'fe80::1', 'fc00::1', 'fd12:3456::1', 'ff02::1', '2001:db8::1'],
    ...['::ffff:127.0.0.1', '::ffff:10.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001::1'],
  ])('%s is not', (address) => {
    expect(addressRefusal(address, NOTHING)).toContain('is not public');
  });

  it('is said by WEBHOOK_ALLOW beyond that, by address or range, whatever the spelling', () => {
    const allowed = { ranges: ['10.20.0.0/16', '127.0.0.1', 'fd00::/8'] };
    for (const address of ['10.20.1.1', '127.0.0.1', '::ffff:127.0.0.1', 'fd12::1'])
      expect(addressRefusal(address, allowed)).toBeNull();
    for (const address of ['10.21.1.1', '127.0.0.2', 'fc00::1'])
      expect(addressRefusal(address, allowed)).not.toBeNull();
  });

  it.each([
    ['http://hooks.acme.com/', 'https'],
    ['ftp://hooks.acme.com/', 'https://'],
    ['hooks.acme.com', 'https://'],
    ['https://user:secret@hooks.acme.com/', 'user or a password'],
    ['https://127.0.0.1/', 'not public'],
    ['https://2130706433/', 'not public'],
    ['https://0x7f.1/', 'not public'],
    ['https://[::1]/', 'not public'],
    ['https://[::ffff:7f00:1]/', 'not public'],
    ['https://localhost/', 'not public'],
    ['https://a.localhost/', 'not public'],
    [`https://hooks.acme.com/${'a'.repeat(2_048)}`, 'characters'],
  ])('an address %s is refused', (url, why) => {
    expect(targetRefusal(url, NOTHING)).toContain(why);
  });

  it('is judged by the address that a name resolves to, each time it is connected to', async () => {
    const answers = [['93.184.215.14', '10.0.0.1'], ['127.0.0.1']];
    const resolve = ((_name, _options, callback: (error: null, addresses: object[]) => void) =>
      callback(
        null,
        (answers.shift() ?? []).map((address) => ({ address, family: 4 })),
      )) as Resolve;
    const lookup = guardedLookup(NOTHING, resolve);
    const ask = (): Promise<unknown> =>
      new Promise((done) => lookup('hooks.acme.com', { all: true }, (error, found) => done(error?.message ?? found)));
    expect(await ask()).toEqual([{ address: '93.184.215.14', family: 4 }]);
    expect(await ask()).toContain('hooks.acme.com is refused: 127.0.0.1 is not public (loopback)');
    expect(await ask()).toContain('no address');
  });
});
