import type { SourceFile } from '../../../source.js';
import { jinjaBlocks } from './jinja.js';
import type { DbtMacros } from './project.js';

const MACRO = /^[-+]?\s*macro\s+(\w+)\s*\(([^]*)\)\s*[-+]?$/;
const END = /^[-+]?\s*endmacro\b/;

/** The macros that a project's own files define, by their names; of equals the first counts. */
export function macrosIn(files: readonly SourceFile[]): DbtMacros {
  const found: Record<string, DbtMacros[string]> = Object.create(null) as Record<string, DbtMacros[string]>;
  for (const { path, content } of files) {
    if (!path.endsWith('.sql') || !content.includes('endmacro')) continue;
    for (const { name, parameters, body } of macrosOf(content)) found[name] ??= { parameters, body };
  }
  return found;
}

function macrosOf(content: string): (DbtMacros[string] & { readonly name: string })[] {
  const found: (DbtMacros[string] & { readonly name: string })[] = [];
  let open: { readonly name: string; readonly parameters: string; readonly from: number } | null = null;
  for (const { inner, start, end } of jinjaBlocks(content)) {
    const head = MACRO.exec(inner.trim());
    if (head) open = { name: head[1] ?? '', parameters: head[2] ?? '', from: end };
    else if (open && END.test(inner.trim())) {
      found.push({ name: open.name, parameters: open.parameters, body: content.slice(open.from, start) });
      open = null;
    }
  }
  return found;
}
