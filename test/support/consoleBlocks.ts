import { readRoot } from './server.js';

export interface ShownCommand {
  /** `README.md:32` */
  readonly at: string;
  /** What follows `floe`. */
  readonly args: readonly string[];
  /** The lines that are shown below it; null in a bash block, which shows none. */
  readonly shown: readonly string[] | null;
}

interface Block {
  readonly language: string;
  /** The line of the first line in it, from 1. */
  readonly line: number;
  readonly lines: readonly string[];
}

/** The fenced blocks of a page, in their order. */
export function blocksOf(page: string): Block[] {
  const blocks: { language: string; line: number; lines: string[] }[] = [];
  let open: { language: string; line: number; lines: string[] } | null = null;
  for (const [index, line] of readRoot(page).split('\n').entries()) {
    const [, language] = /^```(\w*)$/.exec(line) ?? [];
    if (open && line === '```') {
      blocks.push(open);
      open = null;
    } else if (open) open.lines.push(line);
    else if (language !== undefined) open = { language, line: index + 2, lines: [] };
  }
  return blocks;
}

/** A line of a shell as its words: quoted ones whole, what follows `#` left out. */
const wordsOf = (line: string): string[] =>
  [...line.replace(/\s#.*$/, '').matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, plain]) => double ?? single ?? plain ?? '',
  );

function floeArgs(line: string): string[] | null {
  const [first, ...rest] = wordsOf(line);
  if (first === 'npx' && rest[0] === 'floe') return rest.slice(1);
  return first === 'floe' ? rest : null;
}

function inConsole(page: string, { line, lines }: Block): ShownCommand[] {
  const commands: { at: string; args: string[]; shown: string[] }[] = [];
  for (const [index, text] of lines.entries()) {
    const args = text.startsWith('$ ') ? floeArgs(text.slice(2)) : null;
    const last = commands.at(-1);
    if (args) commands.push({ at: `${page}:${line + index}`, args, shown: [] });
    else if (last && !text.startsWith('$ ')) last.shown.push(text);
    else
      throw new Error(`${page}:${line + index}: a console block shows a command of floe and what it prints: ${text}`);
  }
  return commands;
}

const inBash = (page: string, { line, lines }: Block): ShownCommand[] =>
  lines.flatMap((text, index) => {
    const args = floeArgs(text);
    return args ? [{ at: `${page}:${line + index}`, args, shown: null }] : [];
  });

/** Every command of floe that a page shows, in its order. Throws for a console block that shows another thing. */
export const commandsOf = (page: string): ShownCommand[] =>
  blocksOf(page).flatMap((block) => {
    if (block.language === 'console') return inConsole(page, block);
    return block.language === 'bash' ? inBash(page, block) : [];
  });

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What is shown, as a pattern: a line `...` stands for any lines, `...` in a line for any text. */
export function patternOf(shown: readonly string[]): RegExp {
  const lines = shown.map((line) =>
    line.trim() === '...' ? '(?:.*\\n)*' : `${line.split('...').map(escaped).join('.*')} *\\n`,
  );
  return new RegExp(`^${lines.join('')}$`);
}
