import { describe, expect, it } from 'vitest';
import { importDocument } from '../../../src/compiler/standards/importDocument.js';

const odcs = (property: string): string => `apiVersion: v3.1.0
kind: DataContract
id: c-1
version: 1.0.0
status: active
schema:
  - name: orders
    physicalType: table
    properties:
      - ${property}
`;
const told = (content: string) =>
  importDocument({ path: 'contract.yaml', content }).diagnostics.map(({ message, hint, location }) => [
    message,
    hint,
    location?.line,
  ]);

describe('types of a document that is taken in', () => {
  it.each([
    ['tiemstamp', 'timestamp'],
    ['varchra(20)', 'varchar'],
  ])('physicalType %s is refused, with what was meant', (type, meant) => {
    expect(told(odcs(`{name: at, logicalType: string, physicalType: "${type}"}`))).toEqual([
      [`'at' is of the type '${type}', which nobody knows`, `Did you mean '${meant}'?`, 10],
    ]);
  });

  it.each(['VARIANT', 'sparkstring', 'our_domain_type', 'NUMBER(38,0)', 'decfloat', 'datetime2(7)'])(
    'physicalType %s is taken in: warehouses have types of their own',
    (type) => expect(told(odcs(`{name: at, logicalType: string, physicalType: "${type}"}`))).toEqual([]),
  );

  it('is found within objects and arrays too', () => {
    const nested = '{name: a, logicalType: array, items: {name: i, logicalType: string, physicalType: strng}}';
    expect(told(odcs(nested))).toMatchObject([
      ["'a' is of the type 'strng', which nobody knows", "Did you mean 'string'?", 10],
    ]);
  });
});
