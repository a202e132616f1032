import type { SourceLocation } from './source.js';

/** A place may be one that is looked up when it is asked for; a finding holds what is found. */
export const plainLocation = ({ file, line, column }: SourceLocation): SourceLocation => ({ file, line, column });
