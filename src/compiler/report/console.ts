/** A compilation as far as its printing goes; data that came over GraphQL fits as well as the compiler's own. */
export interface PrintableCompilation {
  /** `succeeded` or `failed`, in either case of letters. */
  readonly status: string;
  readonly stages: readonly PrintableStage[];
  readonly closing?: string | null;
}

export interface PrintableStage {
  readonly index: number;
  readonly of: number;
  readonly title: string;
  readonly status: string;
  readonly checks: readonly PrintableCheck[];
}

export interface PrintableCheck {
  readonly ok: boolean;
  readonly message: string;
  readonly depth: number;
  readonly diagnostic?: { readonly severity: string; readonly notes: readonly string[] } | null;
}

const CHECK_INDENT = 6;
const NOTE_INDENT = 14;
const DEPTH_INDENT = 2;
const MARKS: Readonly<Record<string, string>> = { error: '✗ ERROR:', warning: '! WARNING:', info: 'i INFO:' };

function renderCheck({ ok, message, depth, diagnostic }: PrintableCheck): string[] {
  const inner = ' '.repeat(depth * DEPTH_INDENT);
  const severity = diagnostic?.severity.toLowerCase();
  const mark = severity === undefined ? (ok ? '✓' : '✗') : (MARKS[severity] ?? '✗');
  const notes = diagnostic?.notes ?? [];
  return [
    `${' '.repeat(CHECK_INDENT)}${inner}${mark} ${message}`,
    ...notes.map((note) => `${' '.repeat(NOTE_INDENT)}${inner}${note}`),
  ];
}

function renderStage(stage: PrintableStage, status: string): string {
  const { index, of, title, checks } = stage;
  const verdict =
    index === of ? ` ${status.toUpperCase()}` : stage.status.toLowerCase() === 'skipped' ? ' (skipped)' : '';
  return [`[${index}/${of}] ${title}${verdict}`, ...checks.flatMap(renderCheck)].join('\n');
}

/** The console output of `floe compile`, as ADR-0021 prints it, with a line feed at the end. */
export function renderCompilation({ status, stages, closing }: PrintableCompilation): string {
  const blocks = stages.map((stage) => renderStage(stage, status));
  return `${[...blocks, ...(closing ? [closing] : [])].join('\n\n')}\n`;
}
