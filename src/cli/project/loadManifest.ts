import path from 'node:path';
import { parse } from 'yaml';
import { readText } from '../terminal/files.js';
import { upwards } from './upwards.js';

const USUAL_NAMES = ['manifest.yaml', 'enterprise-manifest.yaml', 'domain-manifest.yaml', 'platform-manifest.yaml'];

export interface LoadedManifest {
  readonly source: string;
  readonly file: string;
}

/** What the CLI itself must know of a manifest; the compiler judges it. */
export interface ManifestHeader {
  readonly name: string | null;
  readonly version: string | null;
  readonly scope: string | null;
  readonly domain: string | null;
}

async function usualFile(): Promise<string> {
  const { folder, name } = await upwards(USUAL_NAMES, 'name the file');
  return path.join(folder, name);
}

/** The manifest named, or the nearest one of a usual name, from here upwards. Throws Failure 2 where there is none. */
export async function loadManifest(named: string | undefined): Promise<LoadedManifest> {
  const file = named ?? (await usualFile());
  return { file, source: await readText(file) };
}

/** Reads the header as far as it can be read. */
export function manifestHeader(source: string): ManifestHeader {
  let document: {
    metadata?: { name?: unknown; version?: unknown; scope?: unknown };
    domain?: { name?: unknown };
  } | null;
  try {
    document = parse(source) as typeof document;
  } catch {
    document = null;
  }
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  const { metadata, domain } = document ?? {};
  return {
    name: text(metadata?.name),
    version: text(metadata?.version),
    scope: text(metadata?.scope),
    domain: text(domain?.name),
  };
}
