import type { ConsumerHit } from './evolution.js';
import type { JudgedChange } from './judge.js';
import type { ChangePreview } from './preview.js';

const SIGNS = { breaking: '🔴 breaking', risky: '🟡 risky', compatible: '🟢 compatible', info: '⚪ info' } as const;
const VERDICTS = { breaking: '🔴 breaks', risky: '🟡 at risk', unaffected: '🟢 unaffected' } as const;

/** What stands in a table's cell: no line ends, no bars. */
const cell = (text: string): string => text.replace(/\s*\n\s*/g, ' ').replaceAll('|', '\\|');
const code = (text: string): string => (text === '' ? '' : `\`${text.replaceAll('`', "'")}\``);
const row = (...cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

function changeTable(changes: readonly JudgedChange[]): string[] {
  return [
    row('', 'where', 'what it means'),
    '|---|---|---|',
    ...changes.map((change) => {
      const demoted = change.demotedBy === undefined ? '' : ` (made less of by ${change.demotedBy})`;
      return row(`${SIGNS[change.severity]}${demoted}`, code(change.path), change.message);
    }),
  ];
}

const MOST_LISTED = 6;
/** A few columns by name, many by their number. */
const listed = (columns: readonly string[]): string =>
  columns.length > MOST_LISTED ? `${columns.length} columns` : columns.map(code).join(', ') || 'no column';

/** Where a consumer is hit; many are by the same changes. */
const whyOf = (changes: readonly JudgedChange[]): string => {
  const grave = changes.filter(({ severity }) => severity === 'breaking' || severity === 'risky');
  return [...new Set(grave.map(({ path }) => code(path)))].join(', ');
};

function consumerRows(consumers: readonly ConsumerHit[]): string[] {
  const told = new Map([...new Set(consumers.map(({ changes }) => changes))].map((each) => [each, whyOf(each)]));
  return consumers.map(({ consumer, contract, verdict, columns, changes }) => {
    const reads = columns === null ? 'all columns (not known)' : listed(columns);
    return row(VERDICTS[verdict], code(consumer), code(contract), reads, told.get(changes) ?? '');
  });
}

function noticeLines({ consumers, notice, effectiveAt, hindrance }: ChangePreview): string[] {
  const broken = consumers.filter(({ verdict }) => verdict === 'breaking').length;
  if (broken === 0) return [];
  const contracts = `${broken} contract${broken === 1 ? '' : 's'}`;
  if (hindrance === null)
    return [`It breaks ${contracts}; its notice has ended or all consumers agreed: it may be published.`];
  if (hindrance.kind === 'running')
    return [
      `It breaks ${contracts} and is announced for ${effectiveAt ?? ''}. Not acknowledged by: ${hindrance.unacknowledged.map(code).join(', ')}.`,
    ];
  return [
    `It breaks ${contracts}. Announced now, it may be published from ${effectiveAt ?? ''} on (notice ${notice ?? ''}).`,
  ];
}

/** The preview for a pull request, as Markdown; gravest first, the same bytes for the same change. */
export function renderPreview(preview: ChangePreview): string {
  const { fqn, before, after, ports, consumers, downstream, bump, next, version } = preview;
  const lines = [`## ${fqn} ${before} → ${after}`, ''];
  if (ports.length === 0) lines.push('Nothing that is promised changes.', '');
  else {
    const small = version?.rule === 'version_same' || version?.rule === 'version_small';
    const advice = small ? ` **${after} is too low: use ${version.next}.**` : '';
    lines.push(`Requires a ${bump ?? 'patch'} version: ${next ?? after}.${advice}`, ...noticeLines(preview), '');
  }
  for (const { port, changes } of ports) lines.push(`### ${code(port)}`, '', ...changeTable(changes), '');
  if (consumers.length > 0)
    lines.push(
      '### Consumers',
      '',
      row('', 'consumer', 'contract', 'reads', 'because of'),
      '|---|---|---|---|---|',
      ...consumerRows(consumers),
      '',
    );
  if (downstream.length > 0)
    lines.push(
      '### Further downstream',
      '',
      ...downstream.map(({ product, via }) => `- ${code(product)}, through ${via.map(code).join(' → ')}`),
      '',
    );
  return lines.join('\n');
}
