import { asManifest } from '../../inherit/policy/policyDocument.js';
import { nearestName } from '../../inherit/policy/finding.js';
import { defineRule } from '../rule/rule.js';
import { some } from '../rule/words.js';
import { modelTermUses, termUses } from './termUses.js';

/** docs/glossary.md. */
export const governanceUnknownTerm = defineRule<{ term: string; terms: readonly string[] }>({
  code: 'GOVERNANCE_UNKNOWN_TERM',
  family: 'governance',
  severity: 'error',
  title: 'An output port or a column names a term that the glossary does not explain.',
  why: 'Who follows a term finds what it means, and all that bears it; a misspelt one leads nowhere.',
  example: {
    bad: '# enterprise-manifest.yaml\nglossary: [{term: customer, definition: Who bought something.}]\n# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders, terms: [custmer]}]',
    good: '# enterprise-manifest.yaml\nglossary: [{term: customer, definition: Who bought something.}]\n# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders, terms: [customer]}]',
  },
  mend: 'Write a term as the `glossary` of the enterprise manifest (of the platform, where there is no enterprise) has it, or have it explained there.',
  check({ outputs, models, document, platform }, out) {
    const terms = (asManifest({ ...platform.effective }).glossary ?? []).map(({ term }) => term);
    const ofPorts = document ? outputs.flatMap((output) => termUses(output, document)) : [];
    for (const use of [...ofPorts, ...models.flatMap(modelTermUses)])
      if (!terms.includes(use.term)) out.fail(use, { term: use.term, terms });
  },
  message: (subject, { term }) => `${subject} names the term '${term}', which the glossary does not explain`,
  expected: ({ terms }) => (terms.length > 0 ? some(terms, 6) : 'a term of the glossary, which has none'),
  hint: ({ term, terms }) => nearestName(term, terms),
});
