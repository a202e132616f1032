import { isIPv6 } from 'node:net';
import { remembered } from './remembered.js';

/** The eight groups of an IPv6 address, however it is spelled. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const between = tail === undefined ? [] : Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0');
  return [...before, ...between, ...after].map((each) => parseInt(each, 16).toString(16));
}

/**
 * By what an address counts: one of IPv6 by its first half, the rest of which its network gives out freely; one of IPv4 as it is,
 * mapped into IPv6 or not.
 */
export const callerAddress = (address: string | null | undefined): string => counted(address ?? '');

const counted = remembered((address) => {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  return isIPv6(plain) ? groupsOf(plain).slice(0, 4).join(':') : plain;
});
