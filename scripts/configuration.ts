import { OPTIONS } from '../src/config.js';

const HEAD = `# Configuration

The service is configured by its environment. This page is printed from \`src/config.ts\` (\`npm run generate\`). A value
that is not understood ends the start with a line that says what was expected; an empty value is none.

| option | default | meaning |
|---|---|---|
`;

const TAIL = `
\`floe serve\` takes \`--database\`, \`--host\`, \`--port\` and \`--workers\` for the first four. The other commands of \`floe\` know
\`FLOE_CATALOG_URL\` (\`http://127.0.0.1:4000/graphql\`), say who they are by \`FLOE_TOKEN\`, or \`FLOE_CLIENT_ID\`, \`FLOE_CLIENT_SECRET\`,
\`FLOE_ISSUER\`, \`FLOE_SCOPE\` and \`FLOE_AUDIENCE\`, and leave out colours where \`NO_COLOR\` is set ([command line](cli.md)). What the options mean in service is in [operations](operations.md).
`;

/** docs/configuration.md. */
export function configurationPage(): string {
  const rows = Object.values(OPTIONS).map(
    (option) =>
      `| \`${option.env}\` | ${option.default === null ? 'none' : `\`${option.default}\``} | ${option.meaning} |\n`,
  );
  return HEAD + rows.join('') + TAIL;
}
