import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import type { CompiledContractTerms } from '../../../src/compiler/artifact.js';
import { applyChanges } from '../../../src/compiler/contracts/apply.js';
import { diffTerms } from '../../../src/compiler/contracts/diffTerms.js';
import { judge } from '../../../src/compiler/contracts/judge.js';
import { extensionsSchema } from '../../../src/compiler/document/extensions.js';
import { keptBeside } from '../../../src/compiler/document/kept.js';
import { importDocument } from '../../../src/compiler/standards/importDocument.js';
import { renderContractAs } from '../../../src/compiler/standards/renderContractAs.js';
import { terms } from './terms.js';

type Path = readonly (string | number)[];

const SHOP = `apiVersion: v1.1.0
kind: DataProduct
id: shop
name: Shop
version: 1.0.0
status: active
domain: sales
tenant: acme
type: sourceAligned
tags: [core]
description: {purpose: Orders., limitations: None., usage: By day.}
context: {instructions: Ask for orders.}
outputPorts:
- name: orders
  version: 1.0.0
  contractId: c-1
  type: table
  deprecated: false
  sbom: [{type: external, url: https://acme.com/sbom}]
  inputContracts: [{id: c-9, version: 1.0.0}]
  customProperties: [{property: region, value: eu}]
- {name: orders, version: 2.0.0, contractId: c-2, customProperties: [{property: region, value: us}]}
inputPorts:
- {name: crm, version: 1.0.0, contractId: c-9, tags: [raw]}
managementPorts:
- {name: control, content: control, url: https://acme.com/control}
support:
- {channel: "#shop", url: https://acme.com/chat}
team: {name: Shop, members: [{username: ada}]}
customProperties: [{property: costCentre, value: 4711}]
productCreatedTs: "2026-02-03T09:30:00Z"
`;

function changed(path: Path, value: unknown): string {
  const document = parse(SHOP) as Record<string, unknown>;
  const at = path.slice(0, -1).reduce<unknown>((node, step) => (node as Record<string, unknown>)[step], document);
  (at as Record<string, unknown>)[String(path.at(-1))] = value;
  return stringify(document);
}

function termsOf(content: string, port = 'orders'): CompiledContractTerms {
  const { product } = importDocument({ path: 'shop.yaml', content });
  const kept = keptBeside(extensionsSchema.parse(product?.['extensions']), port);
  return terms(kept && { kept });
}

const told = (path: Path, value: unknown, port = 'orders'): string[] =>
  judge(diffTerms(termsOf(SHOP, port), termsOf(changed(path, value), port)), 'backward').map(
    ({ path: where, rule, severity }) => `${where} ${rule} ${severity}`,
  );

const PORT: Path = ['outputPorts', 0];

describe('a change of what a document of a product said beyond its ports', () => {
  it.each<[Path, unknown, string]>([
    [['type'], 'aggregate', 'product.type promise_changed risky'],
    [['tenant'], 'other', 'product.tenant promise_changed risky'],
    [['customProperties', 0, 'value'], 4712, 'product.customProperties.costCentre.value promise_changed risky'],
    [[...PORT, 'contractId'], 'c-3', 'product.port.contractId promise_changed risky'],
    [[...PORT, 'type'], 'api', 'product.port.type promise_changed risky'],
    [[...PORT, 'deprecated'], true, 'product.port.deprecated deprecated_set compatible'],
    [
      [...PORT, 'inputContracts', 0, 'version'],
      '2.0.0',
      'product.port.inputContracts.c-9.version promise_changed risky',
    ],
    [
      [...PORT, 'customProperties', 0, 'value'],
      'us',
      'product.port.customProperties.region.value promise_changed risky',
    ],
    [[...PORT, 'sbom', 0, 'url'], 'https://acme.com/other', 'product.port.sbom.external.url doc_changed info'],
    [[...PORT, 'version'], '1.1.0', 'product.port.version doc_changed info'],
    [['id'], 'shop-2', 'product.id doc_changed info'],
    [['domain'], 'hire', 'product.domain doc_changed info'],
    [['tags'], ['core', 'gold'], 'product.tags doc_changed info'],
    [['context', 'instructions'], 'Ask less.', 'product.context.instructions doc_changed info'],
    [['description', 'limitations'], 'Some.', 'product.description.limitations doc_changed info'],
    [['managementPorts', 0, 'url'], 'https://acme.com/other', 'product.managementPorts.control.url doc_changed info'],
    [['support', 0, 'url'], 'https://acme.com/help', 'product.support.#shop.url doc_changed info'],
    [['productCreatedTs'], '2026-02-04T09:30:00Z', 'product.productCreatedTs doc_changed info'],
  ])('%j → %j: %s', (path, value, expected) => {
    expect(told(path, value)).toEqual([expected]);
  });

  it('is none of the other port, of what the product reads, and of its own version', () => {
    expect(told(['outputPorts', 1, 'customProperties', 0, 'value'], 'eu')).toEqual([]);
    expect(told(['inputPorts', 0, 'tags'], ['fresh'])).toEqual([]);
    expect(told(['version'], '1.0.1')).toEqual([]);
    expect(told([...PORT, 'customProperties', 0, 'value'], 'us', 'orders-v2_0_0')).toEqual([]);
    expect(told(['outputPorts', 1, 'customProperties', 0, 'value'], 'eu', 'orders-v2_0_0')).toEqual([
      'product.port.customProperties.region.value promise_changed risky',
    ]);
  });

  it('gives the new terms when it is applied, and no other contract is given out for it', () => {
    const [before, after] = [termsOf(SHOP), termsOf(changed(['type'], 'aggregate'))];
    expect(applyChanges(before, diffTerms(before, after))).toEqual(after);
    const given = (each: CompiledContractTerms): string =>
      renderContractAs(
        {
          name: 'c',
          version: '1.0.0',
          status: 'active',
          providerPort: 'a.b.orders',
          consumer: 'c.d',
          terms: each,
          extensions: null,
        },
        'odcs',
      );
    expect(given(after)).toBe(given(before));
    expect(given(before)).toBe(given(terms()));
  });
});
