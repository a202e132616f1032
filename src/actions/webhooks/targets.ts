import ipaddr from 'ipaddr.js';
import type { Allowed } from '../kit/webhookSettings.js';

const LONGEST_URL = 2_048;

type Address = ReturnType<typeof ipaddr.parse>;

/** An IPv4 address that an IPv6 one stands for is judged as what it is. */
function plain(address: Address): Address {
  return address.kind() === 'ipv6' && (address as ipaddr.IPv6).isIPv4MappedAddress()
    ? (address as ipaddr.IPv6).toIPv4Address()
    : address;
}

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

/**
 * Why nothing is sent to an address; null where it may be. Only public unicast addresses are allowed: not those of this
 * machine, of its link, of private networks (RFC 1918, RFC 4193), of carriers (RFC 6598) or reserved ones, nor IPv6
 * addresses that stand for IPv4 ones in a tunnel.
 */
export function addressRefusal(text: string, { ranges }: Pick<Allowed, 'ranges'>): string | null {
  if (!ipaddr.isValid(text)) return `${text} is no address`;
  const address = plain(ipaddr.parse(text));
  if (ranges.some((each) => isWithin(address, readRange(each)))) return null;
  const range = address.range();
  return range === 'unicast' ? null : `${text} is not public (${range}), and WEBHOOK_ALLOW does not name it`;
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
