import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'PORT_SCHEMA_INVALID';

const schema = (json: string): string =>
  `# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders, schema: {ref: s.json}}]\n# s.json\n${json}\n`;

describe(CODE, () => {
  it.each([
    ['text that is no JSON', '{"properties": ', /well-formed/],
    ['a schema without properties', '{"type": "object"}', /declares no 'properties'/],
    ['a property that is no schema', '{"properties": {"id": 3}}', /property 'id' is not a schema/],
    ['a list', '[]', /not a mapping/],
  ])('finds %s', (_, json, why) => {
    expect(findings(schema(json), CODE).map(({ message }) => message)).toEqual([expect.stringMatching(why)]);
  });

  it('shows the place in the schema file', () => {
    expect(placed(schema('{\n  "properties": {\n    "id": 3\n  }\n}'), CODE)).toEqual(['s.json: 3']);
  });

  it('is silent on a schema of one row and on one of a list of rows', () => {
    expect(told(schema('{"properties": {"id": {"type": "string"}}}'))).toEqual([]);
    expect(
      told(schema('{"type": "array", "items": {"$ref": "#/$defs/row"}, "$defs": {"row": {"properties": {"id": {}}}}}')),
    ).toEqual([]);
  });
});
