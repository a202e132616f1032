import { useSearchParams } from '@solidjs/router';
import { createEffect, createSignal, For, on, Show } from 'solid-js';
import { asApiError, type ApiError } from '../../api/ApiError';
import { createQuery } from '../../api/createQuery';
import { Badge, StateBadge, type Tone } from '../../ui/Badge';
import { PageHead } from '../../ui/PageHead';
import { Source } from '../../ui/Source';
import { Problem } from '../../ui/State';
import { compile, fileOf, type Result, type Stage } from './compile';
import { StandingDocumentDocument } from './documents';
import { Policy } from './Policy';
import { Stages } from './Stages';

type Finding = Result['diagnostics'][number];

const TONES: Readonly<Record<Finding['severity'], Tone>> = { ERROR: 'bad', WARNING: 'warn', INFO: 'info' };

/** Findings that are at no place of the document that was pasted: an absence, or in another document. */
const Elsewhere = (props: { readonly findings: readonly Finding[] }) => (
  <Show when={props.findings.length > 0}>
    <h3>Findings elsewhere</h3>
    <ul class="feed">
      <For each={props.findings}>
        {({ code, severity, message, location, hint }) => (
          <li>
            <Badge tone={TONES[severity]}>{severity.toLowerCase()}</Badge> {message}{' '}
            <span class="fine">
              {code}
              {location ? ` at ${location.file}:${location.line}:${location.column}` : ''}
            </span>
            <Show when={hint}>
              <p class="fine">{hint}</p>
            </Show>
          </li>
        )}
      </For>
    </ul>
  </Show>
);

/** What came of it: how it ended, the document with its findings, what it is compiled under. */
const Outcome = (props: { readonly result: Result; readonly source: string }) => {
  const isHere = ({ location }: Finding): boolean => location?.file === fileOf(props.source);
  const told = (): string =>
    props.result.diagnostics.length === 1 ? '1 finding' : `${props.result.diagnostics.length} findings`;
  const marks = () =>
    props.result.diagnostics.filter(isHere).map(({ location, message, expected, hint, severity, code }) => ({
      line: location!.line,
      column: location!.column,
      message: [message, expected && `Expected: ${expected}.`, hint].filter(Boolean).join(' '),
      severity,
      code,
    }));
  return (
    <>
      <p role="status">
        <StateBadge value={props.result.status} /> {props.result.subject}: {told()} in{' '}
        {Math.round(props.result.durationMs)} ms. {props.result.closing ?? ''}
      </p>
      <section aria-labelledby="findings">
        <h2 id="findings">The document with its findings</h2>
        <Source label={fileOf(props.source)} text={props.source} marks={marks()} />
        <Elsewhere findings={props.result.diagnostics.filter((each) => !isHere(each))} />
      </section>
      <Policy result={props.result} />
    </>
  );
};

/** Compiles what is pasted, changes nothing: stages as they end, findings at their place, the policy that holds. */
export function Page() {
  const [search, setSearch] = useSearchParams<{ of?: string }>();
  const [source, setSource] = createSignal('');
  const [wanted, setWanted] = createSignal(search.of ?? '');
  const [stages, setStages] = createSignal<readonly Stage[]>([]);
  const [outcome, setOutcome] = createSignal<{ readonly result: Result; readonly source: string } | null>(null);
  const [running, setRunning] = createSignal(false);
  const [error, setError] = createSignal<ApiError | null>(null);
  const standing = createQuery(StandingDocumentDocument, () => (search.of ? { fqn: search.of } : null));
  createEffect(
    on(standing.data, (data) => {
      if (data?.product) setSource(data.product.source);
    }),
  );
  const ended = (more: readonly Stage[]): void => {
    const known = new Map([...stages(), ...more].map((stage) => [stage.index, stage]));
    setStages([...known.values()].sort((a, b) => a.index - b.index));
  };
  const run = async (): Promise<void> => {
    const text = source();
    setRunning(true);
    setStages([]);
    setOutcome(null);
    setError(null);
    try {
      const result = await compile(text, ended);
      setStages(result.stages);
      setOutcome({ result, source: text });
    } catch (thrown) {
      setError(asApiError(thrown));
    }
    setRunning(false);
  };
  return (
    <>
      <PageHead title="Compile playground" />
      <p class="lead">
        Paste a manifest, or the document of a product. It is compiled as it would be where it is published, and nothing
        is changed.
      </p>
      <form
        class="line"
        onSubmit={(event) => {
          event.preventDefault();
          setSearch({ of: wanted().trim() || undefined });
        }}
      >
        <label for="begin">Begin with a published product</label>
        <input
          id="begin"
          placeholder="sales.customer-360"
          value={wanted()}
          onInput={(event) => setWanted(event.currentTarget.value)}
        />
        <button type="submit">Fetch</button>
        <Show when={search.of && standing.data()?.product === null}>
          <span role="alert">There is no product {search.of}.</span>
        </Show>
      </form>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        <label for="document">The document, YAML</label>
        <textarea
          id="document"
          class="document"
          rows="16"
          spellcheck={false}
          value={source()}
          onInput={(event) => setSource(event.currentTarget.value)}
        />
        <button type="submit" class="primary" disabled={running() || source().trim() === ''}>
          Compile
        </button>
      </form>
      <Show when={error()}>{(failed) => <Problem error={failed()} />}</Show>
      <Show when={running() || stages().length > 0}>
        <Stages stages={stages()} running={running()} />
      </Show>
      <Show when={outcome()}>{(done) => <Outcome result={done().result} source={done().source} />}</Show>
    </>
  );
}
