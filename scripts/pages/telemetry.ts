import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Metrics } from '../../src/telemetry/Metrics.js';

const FILE = path.join(import.meta.dirname, '../..', 'docs', 'telemetry.md');
const TABLE = /(<!-- metrics -->\n)[^]*?(<!-- end of metrics -->)/;

interface Described {
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly string[];
  readonly constructor: { readonly name: string };
}

function rows(): string {
  const all = new Metrics().registry.getMetricsAsArray() as unknown as Described[];
  const lines = all.map(({ name, help, labelNames, constructor }) => {
    const labels = labelNames.map((each) => `\`${each}\``).join(', ');
    return `| \`${name}\` | ${constructor.name.toLowerCase()} | ${labels} | ${help} |`;
  });
  return ['| metric | kind | labels | what it says |', '|---|---|---|---|', ...lines].join('\n');
}

/** docs/telemetry.md with its table of metrics, printed from the registry that /metrics prints. */
export const telemetryPage = (): string =>
  readFileSync(FILE, 'utf8').replace(TABLE, (_, begin: string, end: string) => `${begin}\n${rows()}\n\n${end}`);
