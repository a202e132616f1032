import type { CompiledOwner } from '../artifact.js';
import type { Manifest } from '../document/manifest.js';

/** The owners that a domain manifest states. */
export function domainOwners(manifest: Manifest): CompiledOwner[] {
  return (manifest.domain?.owners ?? []).map(({ team, email, slack }) => ({ team, email, slack: slack ?? null }));
}

/** A registration names its owners by their addresses alone. */
export function registeredOwners(emails: readonly string[]): CompiledOwner[] {
  return emails.map((email) => ({ team: null, email, slack: null }));
}
