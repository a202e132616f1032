/** How a registry wants to be told who asks (RFC 9110, WWW-Authenticate). */
export interface Challenge {
  /** In small letters: `basic`, `bearer`. */
  readonly scheme: string;
  readonly parameters: Readonly<Record<string, string>>;
}

const SCHEME = /(?:^|,)\s*([A-Za-z][\w-]*)(?=\s|$|,)(?!\s*=)/g;
const PARAMETER = /([A-Za-z_]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/g;

/** The challenges of a header, in their order. */
export function challengesOf(header: string): Challenge[] {
  const quoted = header.replace(/"(?:[^"\\]|\\.)*"/g, (text) => text.replace(/[^"\\]/g, 'x'));
  const starts = [...quoted.matchAll(SCHEME)];
  return starts.map((start, index) => {
    const from = start.index + start[0].length;
    const text = header.slice(from, starts[index + 1]?.index ?? header.length);
    const parameters = [...text.matchAll(PARAMETER)].map(([, name = '', inQuotes, plain]) => [
      name.toLowerCase(),
      inQuotes?.replace(/\\(.)/g, '$1') ?? plain ?? '',
    ]);
    return {
      scheme: (start[1] ?? '').toLowerCase(),
      parameters: Object.fromEntries(parameters) as Record<string, string>,
    };
  });
}
