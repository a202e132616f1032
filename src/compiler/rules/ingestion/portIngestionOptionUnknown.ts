import { nearest } from '../../values/nearest.js';
import { defineRule } from '../rule/rule.js';

/** What `floe run` and `floe ingestion stub` read of a tool's `config` (docs/ingestion.md); others are handed on as they stand. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  dlt: [
    ...['type', 'source', 'dataset_name', 'pipeline_name', 'destination', 'write_disposition'],
    ...['primary_key', 'merge_key'],
  ],
  airbyte: [...['type', 'source', 'destination', 'connection', 'workspace', 'streams', 'prefix', 'namespace_format']],
};

/** docs/ingestion.md; ADR-0021, Data Product Manifest: `source.config` of an input port. */
export const portIngestionOptionUnknown = defineRule<{ type: string; option: string; meant: string }>({
  code: 'PORT_INGESTION_OPTION_UNKNOWN',
  family: 'port',
  severity: 'warning',
  title: 'An option of an ingestion is almost one that its tool knows.',
  why: 'An option that no tool reads changes nothing: a misspelt `write_disposition` appends where it should merge.',
  example: {
    bad: '# data-product.yaml\ninput_ports: [{name: crm, source: {type: ingestion, config: {type: dlt, source: salesforce, write_dispositon: merge}}}]',
    good: '# data-product.yaml\ninput_ports: [{name: crm, source: {type: ingestion, config: {type: dlt, source: salesforce, write_disposition: merge}}}]',
  },
  mend: 'Correct the name of the option. Those that resemble none that is known are handed to the tool as they stand.',
  check({ inputs, document }, out) {
    if (!document) return;
    for (const input of inputs) {
      const { source } = input.port;
      if (source.type !== 'ingestion') continue;
      const known = OPTIONS[source.config.type] ?? [];
      for (const option of Object.keys(source.config)) {
        const meant = known.includes(option) ? null : nearest(option, known);
        if (meant === null) continue;
        const location = document.locate(['input_ports', input.order, 'source', 'config', option]);
        out.fail(input, { type: source.config.type, option, meant }, { location });
      }
    }
  },
  message: (input, { type, option }) =>
    `Input port '${input}' gives ${type} the option '${option}', which it does not know`,
  expected: ({ meant }) => meant,
  hint: ({ meant }) => `Did you mean ${meant}?`,
});
