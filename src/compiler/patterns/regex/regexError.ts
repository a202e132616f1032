/** What a pattern holds that it may not. Caught where patterns are compiled; it leaves no room. */
export class RegexError extends Error {}
