import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { decodeManifest } from '../../../src/compiler/document/decode.js';
import { documentsPage } from '../../../scripts/pages/documents.js';
import { writeSchemas } from '../../../scripts/schemas.js';

const ROOT = path.join(import.meta.dirname, '../../..');
const read = (relative: string): string => readFileSync(path.join(ROOT, relative), 'utf8');
const validator = (schema: string) =>
  new Ajv({ strict: true, strictTypes: false, allErrors: true }).compile(JSON.parse(read(schema)) as object);
const document = (relative: string): Record<string, unknown> =>
  parse(read(`examples/acme/${relative}`)) as Record<string, unknown>;

const KINDS = [
  ['schemas/manifest.schema.json', 'enterprise-manifest.yaml'],
  ['schemas/manifest.schema.json', 'domains/sales/domain-manifest.yaml'],
  ['schemas/data-product.schema.json', 'domains/sales/products/customer-360/data-product.yaml'],
  ['schemas/data-contract.schema.json', 'contracts/marketing-to-sales-customer-interactions.yaml'],
] as const;

describe('the published JSON Schemas', () => {
  it('are what the decoders know', () => {
    expect(writeSchemas(ROOT, true)).toEqual([]);
  });

  it('are the ones that docs/documents.md is printed from', () => {
    expect(readFileSync(path.join(ROOT, 'docs/documents.md'), 'utf8')).toBe(documentsPage());
  });

  it.each(KINDS)('%s accepts %s', (schema, relative) => {
    const validate = validator(schema);
    expect(validate(document(relative)), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each(KINDS)('%s refuses an unknown field in %s', (schema, relative) => {
    const validate = validator(schema);
    expect(validate({ ...document(relative), out_put_ports: [] })).toBe(false);
    expect(validate.errors?.map((error) => error.params['additionalProperty'] as string)).toContain('out_put_ports');
  });

  it('let a manifest name its layers and levels, and nothing else', () => {
    const validate = validator('schemas/manifest.schema.json');
    const manifest = (qualityGates: object) => ({
      ...document('enterprise-manifest.yaml'),
      governance: { quality_gates: qualityGates },
    });
    expect(validate(manifest({ gold_layer: { minimum_coverage: 100 } }))).toBe(true);
    expect(validate(manifest({ gold_layr: { minimum_coverage: 100 } }))).toBe(false);
  });

  it.each(['prefix', 'suffix', 'pattern'])('say of the %s of a layer what the decoder takes', (field) => {
    const layers = (value: unknown): object => ({ data_architecture: { layers: { staging: { [field]: value } } } });
    const manifest = (value: unknown): object => ({
      apiVersion: 'floe.dev/v1',
      kind: 'Manifest',
      metadata: { name: 'platform', version: '1.0.0' },
      ...layers(value),
    });
    const taken = ['stg_', ['stg_', 'raw_'], 50, [], '', null, '50%'].filter(
      (value) => decodeManifest({ path: 'm.yaml', content: JSON.stringify(manifest(value)) }).document !== null,
    );
    expect(taken).toEqual(['stg_', ['stg_', 'raw_'], '50%']);
    const [, , type] = documentsPage()
      .split('\n')
      .find((line) => line.includes(`layers.<name>.${field}\``))!
      .split('|');
    expect(type?.trim()).toBe(
      field === 'pattern' ? 'regular expression or list of regular expression' : 'text or list of text',
    );
  });

  it('describe every field', () => {
    const undescribed: string[] = [];
    const walk = (schema: Record<string, unknown>, where: string): void => {
      for (const [name, each] of Object.entries(
        (schema['properties'] ?? {}) as Record<string, Record<string, unknown>>,
      )) {
        if (typeof each['description'] !== 'string') undescribed.push(`${where}.${name}`);
        walk(each, `${where}.${name}`);
        if (each['items']) walk(each['items'] as Record<string, unknown>, `${where}.${name}[]`);
      }
    };
    for (const schema of new Set(KINDS.map(([each]) => each)))
      walk(JSON.parse(read(schema)) as Record<string, unknown>, schema);
    expect(undescribed).toEqual([]);
  });
});
