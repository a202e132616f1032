import type { Sample } from './flatness.js';

/** What the server says of its memory, in megabytes. Throws where it does not. */
export async function sampleOf(url: string): Promise<Sample> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const of = (name: string): number => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]) / 1e6;
  return {
    resident: of('process_resident_memory_bytes'),
    heap: of('nodejs_heap_size_used_bytes') + of('nodejs_external_memory_bytes'),
  };
}
