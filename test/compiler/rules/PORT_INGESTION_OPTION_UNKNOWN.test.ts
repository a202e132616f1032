import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'PORT_INGESTION_OPTION_UNKNOWN';

const port = (config: string): string =>
  `# data-product.yaml\ninput_ports: [{name: crm, source: {type: ingestion, config: {${config}}}}]`;

describe(CODE, () => {
  it('finds an option that is almost one of its tool, at its value, as a warning', () => {
    const text = port('type: dlt, source: salesforce, write_dispositon: merge');
    expect(findings(text, CODE)).toMatchObject([
      {
        severity: 'warning',
        message: "Input port 'crm' gives dlt the option 'write_dispositon', which it does not know",
        expected: 'write_disposition',
        hint: 'Did you mean write_disposition?',
      },
    ]);
    expect(placed(text, CODE)).toEqual(['data-product.yaml: merge']);
    expect(findings(port('type: airbyte, source: shop, conection: nightly'), CODE)).toMatchObject([
      { details: { type: 'airbyte', option: 'conection', meant: 'connection' } },
    ]);
  });

  it.each([
    ['options that the tool knows', 'type: dlt, source: salesforce, write_disposition: merge, primary_key: id'],
    ['options that resemble none', 'type: dlt, source: salesforce, api_version: 59'],
    ['options of a tool that nobody knows', 'type: fivetran, source: salesforce, write_dispositon: merge'],
  ])('is silent on %s', (_, config) => expect(told(port(config))).toEqual([]));
});
