import { spliced } from '../edits/splices.js';
import type { Splice } from '../migration/journal.js';
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

const growth = (changes: readonly Change[]): number =>
  changes.reduce((sum, { removed, added }) => sum + added.length - removed.length, 0);

function hunksOf(lines: readonly string[], changes: readonly Change[]): string {
  let [text, shift] = ['', 0];
  for (const group of grouped(changes)) {
    text += hunk(lines, group, shift);
    shift += growth(group);
  }
  return text;
}

function diffOf({ path, newPath, before, after }: FileEdit): string {
  const lines = linesOf(before);
  const changes = changesOf(lines, linesOf(after));
  const head = [`diff --git a/${path} b/${newPath}`];
  if (path !== newPath) head.push(`rename from ${path}`, `rename to ${newPath}`);
  if (changes.length > 0) head.push(`--- a/${path}`, `+++ b/${newPath}`);
  return `${head.join('\n')}\n${hunksOf(lines, changes)}`;
}

/** The lines that splices touch, from one to before another: none where whole lines come in. */
interface Touched {
  readonly from: number;
  readonly to: number;
  readonly splices: readonly Splice[];
}

/** In the order of the text; splices in one line are one. */
function touchedBy(starts: readonly number[], splices: readonly Splice[]): Touched[] {
  const lineOf = (offset: number): number => starts.findLastIndex((start) => start <= offset);
  const touched: Touched[] = [];
  for (const splice of [...splices].sort((a, b) => a.at - b.at)) {
    const from = lineOf(splice.at);
    const whole = splice.length === 0 && starts[from] === splice.at && splice.text.endsWith('\n');
    const to = whole ? from : lineOf(splice.at + splice.length) + 1;
    const last = touched.at(-1);
    if (last && from < last.to)
      touched.splice(-1, 1, { from: last.from, to: Math.max(to, last.to), splices: [...last.splices, splice] });
    else touched.push({ from, to, splices: [splice] });
  }
  return touched;
}

/** What splices change in one file, as `git apply` takes it: the lines that they touch, and no others. */
export function renderFilePatch(path: string, before: string, splices: readonly Splice[]): string {
  const lines = linesOf(before);
  let offset = 0;
  const begun = lines.map((line) => (offset += line.length) - line.length);
  const starts = before.endsWith('\n') || before === '' ? [...begun, before.length] : begun;
  const changes = touchedBy(starts, splices).map((touched): Change => {
    const removed = lines.slice(touched.from, touched.to);
    const start = starts[touched.from] ?? 0;
    const added = spliced(
      removed.join(''),
      touched.splices.map((each) => ({ ...each, at: each.at - start })),
    );
    return { at: touched.from, removed, added: linesOf(added) };
  });
  return `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n${hunksOf(lines, changes)}`;
}

/** The renames of files and what changes in them, as `git apply` takes it. */
export const renderMigrationPatch = ({ files }: MigrationPlan): string => files.map(diffOf).join('');
