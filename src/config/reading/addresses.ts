import ipaddr from 'ipaddr.js';
import proxyAddr from 'proxy-addr';

/** Whether a name or address is this machine's own, reached by nobody else. */
export const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);

export function postgresUrl(value: string): string {
  if (/^postgres(ql)?:\/\//.test(value) && URL.canParse(value)) return value;
  throw new Error('postgres://user:password@host:port/database: only PostgreSQL has standbys');
}

/** An address by https; by http on this machine alone. */
export function secureUrl(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))) return value;
  throw new Error('an address https://... (http:// on this machine alone)');
}

/** An address by https, or by http. */
export function httpUrl(value: string): string {
  if (/^https?:\/\//.test(value) && URL.canParse(value)) return value;
  throw new Error('an address https://... or http://...');
}

/** `https://portal.acme.com, http://localhost:3000`: each as browsers spell it. */
export function origins(value: string): readonly string[] {
  const given = value.split(',').map((each) => each.trim());
  if (given.every((each) => URL.canParse(each) && new URL(each).origin === each)) return given;
  throw new Error(
    'origins with commas between them, e.g. https://portal.acme.com, without a path or a slash at the end',
  );
}

/** `catalog.acme.com, catalog.internal`: names without a port. */
export function hosts(value: string): readonly string[] {
  const given = value.split(',').map((each) => each.trim());
  const isHost = (each: string): boolean =>
    /^[\w.:[\]-]+$/.test(each) && URL.canParse(`http://${each}`) && new URL(`http://${each}`).hostname === each;
  if (given.every(isHost)) return given;
  throw new Error('names of hosts with commas between them, e.g. catalog.acme.com, in small letters, without a port');
}

/** `10.0.0.4, 192.168.7.0/24` */
export function proxies(value: string): readonly string[] {
  const given = value.split(',').map((each) => each.trim());
  try {
    proxyAddr.compile(given);
    return given;
  } catch {
    throw new Error('addresses and ranges with commas between them, e.g. 10.0.0.4, 192.168.7.0/24, fd00::/8');
  }
}

/** `127.0.0.1, 10.0.0.0/8` */
export function ranges(value: string): readonly string[] {
  const given = value.split(',').map((each) => each.trim());
  if (given.every((each) => ipaddr.isValid(each) || ipaddr.isValidCIDR(each))) return given;
  throw new Error('addresses and ranges with commas between them, e.g. 10.0.0.0/8, fd00::/8');
}

/** `nats://one:4222,two:4222` */
export function natsServers(value: string): string {
  const asUrl = (each: string): string => (each.includes('://') ? each.trim() : `nats://${each.trim()}`);
  const isServer = (each: string): boolean =>
    URL.canParse(asUrl(each)) && ['nats:', 'tls:'].includes(new URL(asUrl(each)).protocol);
  if (value.split(',').every(isServer)) return value;
  throw new Error('addresses of servers with commas between them, e.g. nats://one:4222,nats://two:4222 (or tls://)');
}

export function ociBase(value: string): string {
  if (/^oci:\/\/[^\s/]+[^\s]*[^\s/]$/.test(value)) return value;
  throw new Error('oci://host or oci://host/path, without a slash at the end');
}

/** A registry, or a part of it, that manifests may be pulled from. */
export interface AllowedRegistry {
  /** `registry.acme.com`, `localhost:5000` */
  readonly host: string;
  /** Its repositories: those that begin with these parts; empty for all. */
  readonly path: string;
  /** Whether it is asked without TLS. */
  readonly plainHttp: boolean;
}

/** `registry.acme.com/platforms, http://registry.internal:5000` */
export function allowedRegistries(value: string): readonly AllowedRegistry[] {
  return value.split(',').map((each) => {
    const [, scheme, host = '', path = ''] =
      /^(?:(http|https|oci):\/\/)?([\w.-]+(?::\d+)?|\[[\da-f:]+\](?::\d+)?)(?:\/([a-z\d._/-]*[a-z\d]))?$/i.exec(
        each.trim(),
      ) ?? [];
    if (host !== '') return { host: host.toLowerCase(), path, plainHttp: scheme === 'http' };
    throw new Error(
      'registries with commas between them, e.g. registry.acme.com, registry.acme.com/platforms, or http://registry.internal:5000 for one without TLS',
    );
  });
}
