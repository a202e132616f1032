import type { CompiledTerm } from '../../artifact.js';
import type { Diagnostic } from '../../diagnostic.js';
import type { Manifest } from '../../document/manifest.js';
import { finding } from './finding.js';
import type { ChainLink } from './platform.js';

/** The terms that a manifest explains, in the order of the document. */
export const compiledGlossary = ({ glossary = [] }: Manifest): CompiledTerm[] =>
  glossary.map(({ term, definition, owner }) => ({
    name: term,
    definition,
    owner: owner ? { team: owner.team, email: owner.email, slack: owner.slack ?? null } : null,
  }));

/** Terms that the glossary explains a second time, in whatever case: a word must mean one thing. */
export function judgeGlossary({ manifest }: ChainLink): Diagnostic[] {
  const seen = new Map<string, string>();
  return (manifest.value.glossary ?? []).flatMap(({ term }, index) => {
    const first = seen.get(term.toLowerCase());
    if (first === undefined) {
      seen.set(term.toLowerCase(), term);
      return [];
    }
    return finding('GLOSSARY_TERM_DUPLICATE', {
      message: `The glossary explains the term '${term}' twice${first === term ? '' : `, once as '${first}'`}`,
      expected: 'each term once',
      subject: term,
      location: manifest.locate(['glossary', index, 'term']),
      details: { term, first },
    });
  });
}
