export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Samples {
  /** All of a name. */
  all(name: string): Sample[];
  /** The one of a name with at least these labels; undefined where there is none. */
  value(name: string, labels?: Readonly<Record<string, string>>): number | undefined;
}

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g;

/** What an answer in the text format of Prometheus says. Throws where a line is none of it. */
export function samplesOf(text: string): Samples {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const samples = lines.map((line): Sample => {
    const [, name = '', labels = '', value] = LINE.exec(line) ?? [];
    if (!name) throw new Error(`no sample: ${line}`);
    return {
      name,
      labels: Object.fromEntries([...labels.matchAll(LABEL)].map(([, key, said]) => [key, said])),
      value: Number(value),
    };
  });
  const all = (name: string): Sample[] => samples.filter((each) => each.name === name);
  return {
    all,
    value: (name, labels = {}) =>
      all(name).find((each) => Object.entries(labels).every(([key, said]) => each.labels[key] === said))?.value,
  };
}
