import type { PublishManifestInput } from '../../schema/inputs/documents.js';
import type { ManifestRequest } from '../../actions/publishManifest.js';

/** What the actions are asked for a manifest that came over GraphQL. */
export const manifestRequest = ({
  source,
  file,
  ref,
  artifactDigest,
  expectedVersion,
  progressId,
  idempotencyKey,
}: PublishManifestInput): ManifestRequest => ({
  source,
  file: file ?? 'manifest.yaml',
  ref: ref ?? null,
  artifactDigest: artifactDigest ?? null,
  expectedVersion: expectedVersion ?? null,
  progressId: progressId ?? null,
  idempotencyKey: idempotencyKey ?? null,
});
