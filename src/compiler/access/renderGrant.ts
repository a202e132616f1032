import type { GrantedAccess } from './grantAccess.js';
import type { NewGrant } from './newGrant.js';

/** A request for access that was granted, as a text for a pull request tells of it. */
export interface TellableGrant {
  /** fqn of the port. */
  readonly port: string;
  readonly for: NewGrant;
  readonly by: string;
  readonly purpose: string;
  readonly decidedBy: string;
  readonly note: string | null;
  /** Consumers that read the port while it stated no access, and are granted what they have. */
  readonly kept: readonly string[];
  /** The document, as its publisher named it. */
  readonly file: string;
}

const quoted = (text: string): string =>
  text
    .split(/\r?\n/)
    .map((line) => `> ${line}`)
    .join('\n');

/** A fence that is longer than any within. */
function fence(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  return '`'.repeat(longest + 1);
}

/** Text for a pull request that brings a grant into the document of a product: Markdown, the change as a diff. */
export function renderGrant(grant: TellableGrant, { patch, from, to }: GrantedAccess): string {
  const { port, by, purpose, decidedBy, note, kept, file } = grant;
  const whom = `${grant.for.kind} ${grant.for.grantee}`;
  const fenced = fence(patch);
  const keeping =
    kept.length === 0
      ? []
      : [
          `The port stated no access until now. These read it under a contract and keep what they have: ${kept.join(', ')}.`,
        ];
  return [
    `# Grant READ on ${port} to the ${whom}`,
    `${by} asked for it:`,
    quoted(purpose),
    note === null ? `${decidedBy} granted it.` : `${decidedBy} granted it:`,
    ...(note === null ? [] : [quoted(note)]),
    ...keeping,
    `\`${file}\` goes from ${from} to ${to}. The grant holds once that version is published.`,
    `${fenced}diff\n${patch}${patch.endsWith('\n') ? '' : '\n'}${fenced}`,
  ]
    .join('\n\n')
    .concat('\n');
}
