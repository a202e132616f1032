const segment = (name: string): string => encodeURIComponent(name);

/** The addresses of what has a name, by that name. */
export const hrefOf = {
  product: (fqn: string): string => `/products/${segment(fqn)}`,
  announce: (fqn: string): string => `/products/${segment(fqn)}/announce`,
  port: (fqn: string): string => `/ports/${segment(fqn)}`,
  contracts: (end: 'provider' | 'consumer', name: string): string => `/contracts?${end}=${segment(name)}`,
  contract: (name: string): string => `/contracts/${segment(name)}`,
  domain: (name: string): string => `/domains/${segment(name)}`,
  search: (text: string): string => `/search?q=${segment(text)}`,
  map: (fqn: string): string => `/map?of=${segment(fqn)}`,
};
