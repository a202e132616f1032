import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileProduct, renderCompilation, renderLocations } from '../../../src/compiler/compile.js';
import type { ProductCompileResult } from '../../../src/compiler/result.js';
import { describeBeside } from '../../support/describeBeside.js';
import { designPaper, readFolder } from '../../support/inputs.js';
import { ACME, EMPTY_MESH, acmeMesh, acmeRegistry, productInput } from '../support/mesh.js';

const FIXTURES = path.join(import.meta.dirname, 'fixtures');

const expected = (name: string): string => readFileSync(path.join(FIXTURES, name, 'expected.txt'), 'utf8');
const printed = (result: ProductCompileResult): string => renderCompilation({ ...result, status: result.outcome });

const centralized = (): ProductCompileResult =>
  compileProduct(productInput(readFolder(path.join(FIXTURES, 'centralized')), EMPTY_MESH));

/** Acme's customer-360 with the ADR's two changes, in a mesh where everybody else is published. */
function dataMesh(): ProductCompileResult {
  const others = acmeRegistry.products.filter((folder) => !folder.endsWith('customer-360'));
  const files = readFolder(path.join(ACME, 'domains/sales/products/customer-360')).filter(
    (file) => file.path !== 'data-product.yaml',
  );
  const product = {
    path: 'data-product.yaml',
    content: readFileSync(path.join(FIXTURES, 'data-mesh/data-product.yaml'), 'utf8'),
  };
  return compileProduct(productInput([product, ...files], acmeMesh(others)));
}

describe('the console of `floe compile`', () => {
  it('prints the four stages of ADR-0021, Compile-Time Enforcement, byte for byte', () => {
    expect(printed(centralized())).toBe(expected('centralized'));
  });

  it('prints the six stages of ADR-0021, Federated Governance Enforcement, byte for byte', () => {
    expect(printed(dataMesh())).toBe(expected('data-mesh'));
  });

  it('prints the same of data in the spelling of the API', () => {
    const { stages, closing } = dataMesh();
    const upper = stages.map((stage) => ({
      ...stage,
      status: stage.status.toUpperCase(),
      checks: stage.checks.map(({ diagnostic, ...check }) => ({
        ...check,
        diagnostic: diagnostic ? { ...diagnostic, severity: diagnostic.severity.toUpperCase() } : null,
      })),
    }));
    expect(renderCompilation({ status: 'FAILED', stages: upper, closing })).toBe(expected('data-mesh'));
  });

  it('says where each finding is, a line each', () => {
    expect(renderLocations(dataMesh().diagnostics)).toBe(
      "data-product.yaml:79:12: error: Input port 'finance.revenue.invoices' not found [CONTRACT_INPUT_PORT_NOT_FOUND]\n",
    );
    expect(renderLocations(centralized().diagnostics)).toBe(
      "models/stg_orders.yml:4:11: error: 'stg_orders' violates naming convention [NAMING_UNKNOWN_LAYER_PREFIX]\n" +
        'models/silver_customers.yml:4:11: error: silver_customers missing freshness test [QUALITY_MISSING_TEST]\n',
    );
  });
});

const ADR = designPaper('adr-0021-data-architecture-patterns.md');

describeBeside('the console of `floe compile`', ADR, () => {
  it.each(['centralized', 'data-mesh'])('of %s is printed in the ADR itself', (name) => {
    expect(readFileSync(ADR, 'utf8')).toContain(`$ floe compile\n\n${expected(name)}\`\`\``);
  });
});
