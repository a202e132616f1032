import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { EndedStage } from '../terminal/ProgressBar.js';

const WATCH = 'subscription ($id: ID!) { compilationProgressed(id: $id) { index of title } }';

/**
 * Tells the stages of the compilation of this name as the catalog says they end. Returns how to stop. It is a nicety: where
 * the catalog cannot be reached over WebSocket, nothing is told, and the compilation itself says what is wrong.
 */
export function watchStages(
  catalog: string,
  id: string,
  onStage: (stage: EndedStage) => void,
  connectionParams: () => Promise<Readonly<Record<string, unknown>>> = async () => ({}),
): () => void {
  const url = catalog.replace(/^http/, 'ws');
  const client = createClient({
    url,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    onNonLazyError: () => undefined,
    connectionParams,
  });
  client.subscribe<{ compilationProgressed: readonly EndedStage[] }>(
    { query: WATCH, variables: { id } },
    {
      next: ({ data }) => data?.compilationProgressed.forEach(onStage),
      error: () => undefined,
      complete: () => undefined,
    },
  );
  return () => void Promise.resolve(client.dispose()).catch(() => undefined);
}
