import type { MeshFacts } from '../../compiler/input.js';
import type { Client } from './Client.js';

export const OF_PRODUCT = 'query Context($input: CompileProductInput!) { mesh: compileContext(input: $input) }';
export const OF_MANIFEST = 'query Context($input: PublishManifestInput!) { mesh: manifestContext(input: $input) }';

/**
 * What a compilation of these documents must know of the mesh, as the catalog tells it. Throws Failure as `Client.ask`
 * does.
 */
export async function askContext(client: Client, query: string, input: object): Promise<MeshFacts> {
  return (await client.ask<{ mesh: MeshFacts }>(query, { input })).mesh;
}
