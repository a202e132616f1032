import type { Option } from '../../src/config/reading/Option.js';
import { OPTIONS_BY_SUBJECT } from '../../src/config/options/options.js';

const HEAD = `# Configuration

The service is configured by its environment. This page is printed from \`src/config/options/\` (\`npm run generate\`). A value
that is not understood ends the start with a line that says what was expected; an empty value is none.
`;

const TAIL = `
\`floe serve\` takes \`--database\`, \`--host\`, \`--port\` and \`--workers\` for \`DATABASE_URL\`, \`HOST\`, \`PORT\` and \`WORKERS\`. The other commands of \`floe\` know
\`FLOE_CATALOG_URL\` (\`http://127.0.0.1:4000/graphql\`), say who they are by \`FLOE_TOKEN\`, or \`FLOE_CLIENT_ID\`, \`FLOE_CLIENT_SECRET\`,
\`FLOE_ISSUER\`, \`FLOE_SCOPE\` and \`FLOE_AUDIENCE\`, and leave out colours where \`NO_COLOR\` is set ([command line](cli.md)). What the options mean in service is in [operations](operations.md).
`;

/** docs/configuration.md. */
export function configurationPage(): string {
  const sections = Object.entries(OPTIONS_BY_SUBJECT).map(([subject, options]) => {
    const rows = Object.values(options).map(
      (option: Option<unknown>) =>
        `| \`${option.env}\` | ${option.default === null ? 'none' : `\`${option.default}\``} | ${option.meaning} |\n`,
    );
    return `\n## ${subject}\n\n| option | default | meaning |\n|---|---|---|\n${rows.join('')}`;
  });
  return HEAD + sections.join('') + TAIL;
}
