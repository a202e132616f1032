import type { FileEdit, MigrationPlan } from '../migration/migration.js';

const CONTEXT = 3;
/** A line's own end, and the lack of one at the end of a file, are part of it. */
const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

interface Change {
  readonly at: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** Lines change one for one; what a migration adds comes after them. */
function changesOf(before: readonly string[], after: readonly string[]): Change[] {
  const extra = after.length - before.length;
  if (extra > 0) {
    const at = before.findIndex((line, index) => line !== after[index]);
    const from = at < 0 ? before.length : at;
    return [{ at: from, removed: before.slice(from), added: after.slice(from) }];
  }
  return before.flatMap((line, at) => (line === after[at] ? [] : [{ at, removed: [line], added: [after[at] ?? ''] }]));
}

const marked = (mark: string, line: string): string =>
  `${mark}${line}${line.endsWith('\n') ? '' : '\n\\ No newline at end of file\n'}`;

function hunk(before: readonly string[], changes: readonly Change[], shift: number): string {
  const [first, last] = [changes[0], changes.at(-1)];
  if (!first || !last) return '';
  const start = Math.max(0, first.at - CONTEXT);
  const end = Math.min(before.length, last.at + last.removed.length + CONTEXT);
  let [text, at, grown] = ['', start, 0];
  for (const change of changes) {
    for (; at < change.at; at++) text += marked(' ', before[at] ?? '');
    text += change.removed.map((line) => marked('-', line)).join('');
    text += change.added.map((line) => marked('+', line)).join('');
    grown += change.added.length - change.removed.length;
    at = change.at + change.removed.length;
  }
  for (; at < end; at++) text += marked(' ', before[at] ?? '');
  return `@@ -${start + 1},${end - start} +${start + 1 + shift},${end - start + grown} @@\n${text}`;
}

/** Changes that are near enough to share their context. */
function grouped(changes: readonly Change[]): Change[][] {
  const groups: Change[][] = [];
  for (const change of changes) {
    const previous = groups.at(-1)?.at(-1);
    if (previous && change.at - (previous.at + previous.removed.length) <= 2 * CONTEXT) groups.at(-1)?.push(change);
    else groups.push([change]);
  }
  return groups;
}

function diffOf({ path, newPath, before, after }: FileEdit): string {
  const lines = linesOf(before);
  const changes = changesOf(lines, linesOf(after));
  const head = [`diff --git a/${path} b/${newPath}`];
  if (path !== newPath) head.push(`rename from ${path}`, `rename to ${newPath}`);
  if (changes.length > 0) head.push(`--- a/${path}`, `+++ b/${newPath}`);
  const hunks = grouped(changes).map((group) => hunk(lines, group, 0));
  return `${head.join('\n')}\n${hunks.join('')}`;
}

/** The renames of files and what changes in them, as `git apply` takes it. */
export const renderMigrationPatch = ({ files }: MigrationPlan): string => files.map(diffOf).join('');
