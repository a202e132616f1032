import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import proxyAddr from 'proxy-addr';

/** The address of the client that a request came from; null where its connection is gone. */
export type AddressOf = (request: IncomingMessage) => string | null;

/**
 * Reads the address of a client: that of its connection, and only where that is one of these proxies, the header
 * X-Forwarded-For, from the right: the first address that is none of theirs. What is no address ends the reading: whoever
 * passed it on counts.
 */
export function addressThrough(proxies: readonly string[]): AddressOf {
  if (proxies.length === 0) return ({ socket }) => socket.remoteAddress ?? null;
  const isTrusted = proxyAddr.compile([...proxies]);
  return (request) => {
    const { remoteAddress } = request.socket;
    if (remoteAddress === undefined) return null;
    const onTheWay = proxyAddr.all(request, isTrusted);
    return onTheWay.findLast((each) => isIP(each) !== 0) ?? remoteAddress;
  };
}
