import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { manifestReferences, productReferences } from '../../../src/compiler/document/references.js';

const ACME = path.join(import.meta.dirname, '../../../examples/acme');
const file = (relative: string) => ({ path: relative, content: readFileSync(path.join(ACME, relative), 'utf8') });

describe('what must be gathered before a compilation', () => {
  it('of a product: its platform, the ports it reads, the tables it claims', () => {
    expect(productReferences(file('domains/sales/products/customer-360/data-product.yaml'))).toEqual({
      name: 'customer-360',
      version: '3.2.1',
      platformRef: 'oci://registry.acme.com/domains/sales-platform:v2.1.0',
      inputRefs: ['marketing.campaign-attribution.customer_interactions'],
      tables: ['sales.gold.customers', 'sales.gold.customer_segments'],
    });
  });

  it('of a centralized product: platform.ref', () => {
    expect(productReferences({ path: 'p', content: 'platform: {ref: acme@1.0.0}' }).platformRef).toBe('acme@1.0.0');
  });

  it('of a manifest: its parent', () => {
    expect(manifestReferences(file('domains/sales/domain-manifest.yaml')).parentRef).toBe(
      'oci://registry.acme.com/enterprise-platform:v1.0.0',
    );
    expect(manifestReferences(file('enterprise-manifest.yaml')).parentRef).toBeNull();
  });

  it('is read from an invalid document as far as it goes', () => {
    const content =
      'metadata: 3\ndomain: {ref: a@1.0.0}\ninput_ports: [{source: {ref: 4}}, {source: {ref: d.p.q}}, 7]\noutput_ports: {}\n';
    expect(productReferences({ path: 'p', content })).toEqual({
      name: null,
      version: null,
      platformRef: 'a@1.0.0',
      inputRefs: ['d.p.q'],
      tables: [],
    });
    expect(productReferences({ path: 'p', content: '{' }).inputRefs).toEqual([]);
    expect(manifestReferences({ path: 'p', content: '- 1' }).parentRef).toBeNull();
  });
});
