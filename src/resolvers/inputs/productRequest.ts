import type { CompileProductInput } from '../../schema/inputs/documents.js';
import type { ProductRequest } from '../../actions/kit/productRequest.js';

/** What the actions are asked for a product that came over GraphQL. */
export const productRequest = (input: CompileProductInput): ProductRequest => ({
  source: input.source,
  file: input.file ?? 'data-product.yaml',
  files: (input.files ?? []).map(({ path, content }) => ({ path, content })),
  dbtManifest: input.dbtManifest ?? null,
  environment: input.environment ?? null,
  ref: input.ref ?? null,
  artifactDigest: input.artifactDigest ?? null,
  expectedVersion: input.expectedVersion ?? null,
  forceReason: input.forceReason ?? null,
  progressId: input.progressId ?? null,
  idempotencyKey: input.idempotencyKey ?? null,
});
