import { describe, expect, it } from 'vitest';
import { compileManifest, compileProduct } from '../../../src/compiler/compile.js';
import type { Stage } from '../../../src/compiler/result.js';
import { EMPTY_MESH, productInput } from '../support/mesh.js';

const product = {
  path: 'data-product.yaml',
  content: 'apiVersion: floe.dev/v1\nkind: DataProduct\nmetadata: {name: mart}\n',
};
const files = [product, { path: 'platform-manifest.yaml', content: 'data_architecture: {pattern: medallion}' }];

describe('the stages as they end', () => {
  it('are those of the result, in order', () => {
    const ended: Stage[] = [];
    const { stages } = compileProduct(productInput(files, EMPTY_MESH), (stage) => ended.push(stage));
    expect(stages.map(({ status }) => status)).toContain('failed');
    expect(ended).toEqual(stages);
  });

  it('the loading of the platform is told before the product is read', () => {
    const input = productInput(files, EMPTY_MESH);
    const told: string[] = [];
    const watched = {
      ...input,
      get dbtManifest(): null {
        told.push('the models are read');
        return null;
      },
    };
    compileProduct(watched, ({ title }) => told.push(title));
    expect(told.slice(0, 2)).toEqual(['Loading platform artifacts', 'the models are read']);
  });

  it.each([
    ['of a good manifest', 'apiVersion: floe.dev/v1\nkind: Manifest\nmetadata: {name: acme, version: "1.0.0"}\n'],
    ['of one that cannot be read', 'kind: [Manifest'],
  ])('%s are those of the result, too', (_, content) => {
    const ended: Stage[] = [];
    const { stages } = compileManifest({ manifest: { path: 'manifest.yaml', content }, refs: [] }, (stage) =>
      ended.push(stage),
    );
    expect(ended.map(({ index }) => index)).toEqual([1, 2, 3, 4]);
    expect(ended).toEqual(stages);
  });
});
