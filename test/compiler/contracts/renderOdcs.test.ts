import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { CompiledColumn } from '../../../src/compiler/artifact.js';
import { renderOdcs } from '../../../src/compiler/contracts/renderOdcs.js';

const column = (name: string, over: Partial<CompiledColumn> = {}): CompiledColumn => ({
  ...{ name, type: 'string', required: false, description: null, enum: null, classification: null },
  ...{ primaryKey: false, unique: false, ...over },
});

describe('a contract as the Open Data Contract Standard spells it', () => {
  it('holds both ends, the columns, the promises and the policy', () => {
    const text = renderOdcs({
      ...{ name: 'marketing-to-sales-customer-interactions', version: '1.0.0', status: 'active' },
      ...{ providerPort: 'marketing.campaign-attribution.customer_interactions', consumer: 'sales.customer-360' },
      terms: {
        columns: [
          column('customer_id', { required: true, classification: 'pii' }),
          column('interaction_type', { enum: ['email_open', 'ad_click'] }),
          column('spent', { type: 'decimal(10,2)' }),
        ],
        sla: { freshness: 'PT2H', availability: 99, quality: [{ metric: 'completeness', target: 98.5 }] },
        ...{ compatibility: 'backward', breakingChangeNotice: 'P7D', table: 'marketing.gold.customer_interactions' },
      },
    });
    expect(parse(text)).toEqual({
      ...{ apiVersion: 'v3.1.0', kind: 'DataContract', version: '1.0.0', status: 'active' },
      ...{ id: 'marketing-to-sales-customer-interactions', name: 'marketing-to-sales-customer-interactions' },
      ...{ domain: 'marketing', dataProduct: 'campaign-attribution' },
      schema: [
        {
          ...{ name: 'customer_interactions', logicalType: 'object', physicalType: 'table' },
          physicalName: 'marketing.gold.customer_interactions',
          properties: [
            {
              ...{ name: 'customer_id', logicalType: 'string', required: true },
              classification: 'pii',
            },
            {
              ...{ name: 'interaction_type', logicalType: 'string' },
              quality: [
                {
                  ...{ type: 'library', metric: 'invalidValues', mustBe: 0 },
                  arguments: { validValues: ['email_open', 'ad_click'] },
                },
              ],
            },
            { name: 'spent', logicalType: 'number', physicalType: 'decimal(10,2)' },
          ],
        },
      ],
      slaProperties: [
        { property: 'latency', value: 2, unit: 'h' },
        { property: 'availability', value: 99, unit: 'percent' },
        { property: 'completeness', value: 98.5, unit: 'percent' },
      ],
      customProperties: [
        { property: 'consumer', value: 'sales.customer-360' },
        { property: 'schemaCompatibility', value: 'backward' },
        { property: 'breakingChangeNotification', value: 'P7D' },
      ],
    });
  });

  it('leaves out what is not promised', () => {
    const text = renderOdcs({
      ...{ name: 'a-to-b-c', version: '1.0.0', status: 'draft', providerPort: 'a.p.c', consumer: 'b.q' },
      terms: { columns: [], sla: null, compatibility: 'none', breakingChangeNotice: null, table: 'a.gold.c' },
    });
    expect(parse(text)).not.toHaveProperty('slaProperties');
  });
});
