import path from 'node:path';
import type { Finding } from './compilation.js';

type At = NonNullable<Finding['location']>;

/** A finding with its files as seen from here, so that editors and CI find them. */
export function seenFrom(folder: string, finding: Finding): Finding {
  const seen = (at: At): At => ({ ...at, file: path.join(folder, at.file) });
  const { location, related } = finding;
  return {
    ...finding,
    location: location && seen(location),
    related: related.map((each) => ({ ...each, location: each.location && seen(each.location) })),
  };
}
