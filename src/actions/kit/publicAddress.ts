import ipaddr from 'ipaddr.js';

export type Address = ReturnType<typeof ipaddr.parse>;

/** An IPv4 address that an IPv6 one stands for is judged as what it is. Throws for what is no address. */
export function plainAddress(text: string): Address {
  const address = ipaddr.parse(text);
  return address.kind() === 'ipv6' && (address as ipaddr.IPv6).isIPv4MappedAddress()
    ? (address as ipaddr.IPv6).toIPv4Address()
    : address;
}

/**
 * Why an address is not public; null where it is. Only unicast addresses are: not those of this machine, of its link, of
 * private networks (RFC 1918, RFC 4193), of carriers (RFC 6598) or reserved ones, nor IPv6 addresses that stand for IPv4
 * ones in a tunnel.
 */
export function notPublic(text: string): string | null {
  if (!ipaddr.isValid(text)) return `${text} is no address`;
  const range = plainAddress(text).range();
  return range === 'unicast' ? null : `${text} is not public (${range})`;
}
