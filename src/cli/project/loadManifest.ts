import path from 'node:path';
import { readText } from '../terminal/files.js';
import { upwards } from './upwards.js';

const USUAL_NAMES = ['manifest.yaml', 'enterprise-manifest.yaml', 'domain-manifest.yaml', 'platform-manifest.yaml'];

export interface LoadedManifest {
  readonly source: string;
  readonly file: string;
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
