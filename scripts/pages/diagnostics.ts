import { documentRules } from '../../src/compiler/document/codes.js';
import { dbtRules } from '../../src/compiler/document/dbt/codes.js';
import { inheritanceCodes } from '../../src/compiler/inherit/policy/codes.js';
import { REQUIRED_TESTS } from '../../src/compiler/facts/columns/requiredTests.js';
import { rules } from '../../src/compiler/rules/index.js';
import type { Family } from '../../src/compiler/rules/rule/rule.js';

/** docs/diagnostics.md: every code of the compiler, printed from the rules themselves. */
interface Entry {
  readonly code: string;
  readonly severity: string;
  readonly title: string;
  readonly why: string;
  readonly example: { readonly bad: string; readonly good: string };
  readonly mend: string;
}

const HEAD = `# Diagnostics

Every finding of a compilation has a code of stable words, a severity, a sentence, a place (file, line, column) and, where
there is one, the mend. A code is never reused. \`diagnosticRules\` of the API gives the same list; this page is printed from
the rules (\`npm run generate\`).

Errors fail a compilation; warnings and infos are recorded with it. All findings of all stages come in one go: only a
platform that cannot be loaded hides what comes after it. In an example a line \`# path\` begins a document; what it does not
show is taken as given. \`# mesh.yaml\` stands for what the catalog knows of other products.

`;

const FAMILIES: readonly (readonly [Family, string])[] = [
  ['naming', 'Naming: `data_architecture.naming.enforcement` decides (off: silent, warn: warning, strict: error)'],
  ['quality', 'Quality gates'],
  ['port', 'Ports and schedule'],
  ['contract', 'Data contracts'],
  ['governance', 'Governance'],
  ['namespace', 'Namespaces'],
];

const fenced = (text: string): string => `\`\`\`yaml\n${text}\n\`\`\``;

function entry({ code, severity, title, why, example, mend }: Entry): string {
  return [
    `### ${code}`,
    `${title} *(${severity})*`,
    `Why: ${why}`,
    `Wrong:\n\n${fenced(example.bad)}`,
    `Right:\n\n${fenced(example.good)}`,
    `Mend: ${mend}`,
  ].join('\n\n');
}

const section = (title: string, entries: readonly Entry[]): string =>
  [`## ${title}`, ...entries.map(entry)].join('\n\n');

function requiredTests(): string {
  const rows = Object.entries(REQUIRED_TESTS).map(([name, { mend }]) => `| \`${name}\` | ${mend} |`);
  return `## Required tests\n\n| name | how a model has it |\n|---|---|\n${rows.join('\n')}\n\nAny other name asks for a dbt test of that name. \`governance.quality_gates.test_aliases\` adds dbt tests that count as a required one.`;
}

export function diagnosticsPage(): string {
  const sections = [
    section('Reading documents', documentRules),
    section('Reading dbt projects', dbtRules),
    section('Loading and inheritance', inheritanceCodes),
    ...FAMILIES.map(([family, title]) =>
      section(
        title,
        rules.filter((rule) => rule.family === family),
      ),
    ),
    requiredTests(),
  ];
  return `${HEAD}${sections.join('\n\n')}\n`;
}
