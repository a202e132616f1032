import type { Client } from 'graphql-ws';
import { ApiError } from '../../api/ApiError';
import { connection } from '../../api/connection';
import type { Document } from '../../api/document';
import {
  CompilationStagesDocument,
  CompileManifestDocument,
  CompileProductDocument,
  type CompilationStagesSubscription,
  type CompileProductMutation,
} from './documents';

export type Stage = CompilationStagesSubscription['compilationProgressed'][number];
export type Result = CompileProductMutation['compileProduct']['compilation'];

/** Whether a text says of itself that it is a manifest; anything else is compiled as a product. */
const isManifest = (source: string): boolean => /^kind:\s*["']?Manifest\b/m.test(source);

/** What a finding's document is called. */
export const fileOf = (source: string): string => (isManifest(source) ? 'manifest.yaml' : 'data-product.yaml');

/** The first answer of one operation over the connection; throws ApiError with what the catalog says against it. */
async function answer<Data, Variables>(
  client: Client,
  document: Document<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  for await (const { data, errors } of client.iterate<Data>({
    query: document.text,
    variables: variables as Record<string, unknown>,
  })) {
    const [error] = errors ?? [];
    if (error) throw new ApiError(error.message, String(error.extensions?.['code'] ?? 'INTERNAL_SERVER_ERROR'));
    if (data) return data;
  }
  throw new ApiError('The catalog gave no answer.', 'UNREACHABLE');
}

/**
 * Compiles a document, as a product or as a manifest, and tells of its stages as they end: over one connection, for only the
 * process that compiles knows of them. Throws ApiError where it is not compiled.
 */
export async function compile(source: string, onStages: (stages: readonly Stage[]) => void): Promise<Result> {
  const client = connection(() => undefined);
  const progressId = crypto.randomUUID();
  const follow = async (): Promise<void> => {
    const query = CompilationStagesDocument.text;
    const stages = client.iterate<CompilationStagesSubscription>({ query, variables: { id: progressId } });
    for await (const { data } of stages) if (data) onStages(data.compilationProgressed);
  };
  // What went wrong the mutation says as well.
  void follow().catch(() => undefined);
  try {
    const input = { source, file: fileOf(source), progressId };
    return isManifest(source)
      ? (await answer(client, CompileManifestDocument, { input })).compileManifest.compilation
      : (await answer(client, CompileProductDocument, { input })).compileProduct.compilation;
  } catch (thrown) {
    if (thrown instanceof ApiError) throw thrown;
    throw new ApiError('The catalog gives no answer. Is it running, and are you online?', 'UNREACHABLE');
  } finally {
    void client.dispose();
  }
}
