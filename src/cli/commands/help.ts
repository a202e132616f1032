import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { meantOf } from '../catalog/notThere.js';
import type { Setting } from '../catalog/Setting.js';
import { Failure } from '../terminal/Failure.js';
import { readText } from '../terminal/files.js';
import { packageFile } from '../terminal/packageRoot.js';

const DOCS = fileURLToPath(packageFile('docs/'));

/** Topics that are a part of a page. */
const SECTIONS: Readonly<Record<string, readonly [page: string, heading: string]>> = {
  registries: ['platform', 'Manifests in a registry'],
  'exit-codes': ['cli', 'Output and exit codes'],
  environment: ['cli', 'Environment'],
};

/** A part of a page, with its heading. */
function section(text: string, heading: string): string {
  const from = text.indexOf(`\n## ${heading}\n`) + 1;
  const to = text.indexOf('\n## ', from);
  return text.slice(from, to < 0 ? undefined : to);
}

async function pages(): Promise<string[]> {
  return (await readdir(DOCS)).filter((name) => name.endsWith('.md')).map((name) => name.slice(0, -'.md'.length));
}

/** The command that these words lead to; null where they lead nowhere. */
const commandAt = (program: Command, words: readonly string[]): Command | null =>
  words.reduce<Command | null>((at, word) => at?.commands.find((each) => each.name() === word) ?? null, program);

/** A page, or a part of one. */
async function pageOf(topic: string): Promise<string> {
  const [page, heading] = SECTIONS[topic] ?? [topic, null];
  const text = await readText(`${DOCS}${page}.md`);
  return heading === null ? text : section(text, heading);
}

/**
 * `floe help [words...]`: of a command its options, of a topic the page of the documentation that the package brings, of what is
 * both, both. Throws Failure 2 for what is neither.
 */
export async function help({ terminal }: Setting, words: readonly string[], program: Command): Promise<void> {
  const topics = [...Object.keys(SECTIONS), ...(await pages())].sort();
  const command = commandAt(program, words);
  const topic = words.join(' ');
  const isTopic = topics.includes(topic);
  if (!command && !isTopic)
    throw new Failure(2, `there is no command and no topic ${topic}${await meantOf(topic, topics)}`);
  command?.outputHelp();
  if (words.length === 0) terminal.out(`\nTopics of floe help: ${topics.join(', ')}`);
  if (command && isTopic) terminal.out('');
  if (isTopic) terminal.out((await pageOf(topic)).trimEnd());
}
