import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';

/** The maps of the files of this build that a stack has named so far; null where there is none to be read. */
const maps = new Map<string, SourceMap | null>();

function mapOf(file: string): SourceMap | null {
  const known = maps.get(file);
  if (known !== undefined) return known;
  let map: SourceMap | null = null;
  try {
    const text = readFileSync(fileURLToPath(`${file}.map`), 'utf8');
    map = new SourceMap(JSON.parse(text) as ConstructorParameters<typeof SourceMap>[0]);
  } catch {
    // The stack tells the lines of what runs, then.
  }
  maps.set(file, map);
  return map;
}

const BUILD = new URL('.', import.meta.url).href;

/** A line of a stack, told of the sources where it is one of the build; lines and columns are counted from 1. */
function told(site: NodeJS.CallSite): string {
  const text = String(site);
  const [file, line, column] = [site.getFileName(), site.getLineNumber(), site.getColumnNumber()];
  if (!file?.startsWith(BUILD) || line === null || column === null) return text;
  const origin = mapOf(file)?.findEntry(line - 1, column - 1);
  if (!origin || !('originalSource' in origin)) return text;
  const source = fileURLToPath(new URL(origin.originalSource, file));
  return text.replace(
    `${file}:${line}:${column}`,
    () => `${source}:${origin.originalLine + 1}:${origin.originalColumn + 1}`,
  );
}

/**
 * Lets stacks tell lines of the sources. The maps are read when the first stack is asked for: node's own reads the map
 * of every file as it loads it, which is an eighth of the time that a command takes. Where node's is switched on, as it
 * is for what runs from the sources, it stays.
 */
export function mapStacks(): void {
  if (process.sourceMapsEnabled) return;
  Error.prepareStackTrace = (error, sites) =>
    [String(error), ...sites.map((site) => `    at ${told(site)}`)].join('\n');
}
