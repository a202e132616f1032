/** The host of an address, which may be told to those who may not know the rest: a path may be a secret. */
export const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : 'what is no address');
