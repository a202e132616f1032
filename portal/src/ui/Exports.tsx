import { createSignal, For, Show } from 'solid-js';
import { asApiError, type ApiError } from '../api/ApiError';
import { Problem } from './State';
import { Source } from './Source';

/** A format in which something is given out, and the name of the file it is kept as. */
export interface ExportFormat<Format extends string> {
  readonly format: Format;
  readonly label: string;
  readonly file: string;
}

/** Saves a text as a file of this name. */
function save(text: string, file: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: file });
  link.click();
  URL.revokeObjectURL(url);
}

/** Something in one of several formats: shown, copied or saved. Each is fetched when it is chosen. */
export function Exports<Format extends string>(props: {
  readonly formats: readonly ExportFormat<Format>[];
  readonly fetch: (format: Format) => Promise<string>;
}) {
  const [chosen, setChosen] = createSignal<ExportFormat<Format> | null>(null);
  const [text, setText] = createSignal<string | null>(null);
  const [problem, setProblem] = createSignal<ApiError | null>(null);
  const choose = async (format: ExportFormat<Format>): Promise<void> => {
    setChosen(() => format);
    setText(null);
    setProblem(null);
    try {
      const fetched = await props.fetch(format.format);
      if (chosen() === format) setText(fetched);
    } catch (error) {
      setProblem(asApiError(error));
    }
  };
  return (
    <>
      <p class="buttons">
        <For each={props.formats}>
          {(each) => (
            <button type="button" aria-pressed={chosen() === each} onClick={() => void choose(each)}>
              {each.label}
            </button>
          )}
        </For>
      </p>
      <Show when={problem()}>{(error) => <Problem error={error()} />}</Show>
      <Show when={text()}>
        {(shown) => (
          <>
            <p class="buttons">
              <button type="button" onClick={() => void navigator.clipboard.writeText(shown())}>
                Copy
              </button>
              <button type="button" onClick={() => save(shown(), chosen()?.file ?? 'export.txt')}>
                Save {chosen()?.file}
              </button>
            </p>
            <Source label={`In ${chosen()?.label}`} text={shown()} />
          </>
        )}
      </Show>
    </>
  );
}
