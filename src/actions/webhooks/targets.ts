import ipaddr from 'ipaddr.js';
import { notPublic, plainAddress, type Address } from '../kit/publicAddress.js';
import type { Allowed } from '../kit/webhookSettings.js';

const LONGEST_URL = 2_048;

/** A range as it is configured: an address is a range of itself. Throws where it is neither. */
function readRange(text: string): readonly [Address, number] {
  if (text.includes('/')) return ipaddr.parseCIDR(text);
  const address = ipaddr.parse(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

function isWithin(address: Address, range: readonly [Address, number]): boolean {
  const [first, bits] = range;
  return address.kind() === first.kind() && address.match([first, bits] as [never, number]);
}

/** Why nothing is sent to an address; null where it may be: it is public, or in a range that is configured. */
export function addressRefusal(text: string, { ranges }: Pick<Allowed, 'ranges'>): string | null {
  const why = notPublic(text);
  if (why === null || !ipaddr.isValid(text)) return why;
  const isAllowed = ranges.some((each) => isWithin(plainAddress(text), readRange(each)));
  return isAllowed ? null : `${why}, and WEBHOOK_ALLOW does not name it`;
}

/** The address that the host of a URL is; null where it is a name. */
function literalOf({ hostname }: URL): string | null {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return ipaddr.isValid(host) ? host : null;
}

/**
 * Why a webhook may not have this address; null where it may. What a name resolves to is judged when it is connected to
 * (src/webhooks/send.ts).
 */
export function targetRefusal(text: string, allowed: Allowed): string | null {
  if (text.length > LONGEST_URL) return `it has ${text.length} characters: ${LONGEST_URL} are the most`;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') return 'it has to be an address https://...';
  if (url.protocol === 'http:' && !allowed.http)
    return 'it has to be https: http is for servers that are configured with WEBHOOK_HTTP=allow';
  if (url.username !== '' || url.password !== '')
    return 'it has a user or a password in it: what is sent is signed instead';
  const literal = literalOf(url);
  const refused = literal === null ? null : addressRefusal(literal, allowed);
  if (refused !== null) return refused;
  if (url.hostname === 'localhost' || url.hostname.endsWith('.localhost'))
    return addressRefusal('127.0.0.1', allowed) && addressRefusal('::1', allowed);
  return null;
}
