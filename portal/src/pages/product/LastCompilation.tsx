import { For, Show } from 'solid-js';
import { createQuery } from '../../api/createQuery';
import { StateBadge } from '../../ui/Badge';
import { Moment } from '../../ui/Moment';
import { Source, type Mark } from '../../ui/Source';
import { Answered, Empty } from '../../ui/State';
import { LastCompilationDocument, type LastCompilationQuery } from './documents';

type Compilation = NonNullable<NonNullable<LastCompilationQuery['product']>['latestCompilation']>;
type Finding = Compilation['diagnostics'][number];

const DOCUMENT = 'data-product.yaml';

/** The findings in the document that the catalog keeps, as marks under its lines. */
const marksOf = (findings: readonly Finding[]): Mark[] =>
  findings.flatMap(({ location, message, severity, code }) =>
    location?.file.endsWith(DOCUMENT)
      ? [{ line: location.line, column: location.column, message, severity, code }]
      : [],
  );

const Stages = (props: { readonly stages: Compilation['stages'] }) => (
  <ol class="stages">
    <For each={props.stages}>
      {({ index, of, title, status, checks }) => (
        <li>
          <details open={status === 'FAILED'}>
            <summary>
              [{index}/{of}] {title} <StateBadge value={status} />
            </summary>
            <ul>
              <For each={checks}>
                {({ ok, depth, message }) => (
                  <li classList={{ deeper: depth > 0 }}>
                    <span aria-label={ok ? 'holds' : 'does not hold'} role="img">
                      {ok ? '✓' : '✗'}
                    </span>{' '}
                    {message}
                  </li>
                )}
              </For>
            </ul>
          </details>
        </li>
      )}
    </For>
  </ol>
);

/** The last compilation of a product: its stages, its findings, and these under the lines that they are about. */
export function LastCompilation(props: { readonly fqn: string }) {
  const query = createQuery(LastCompilationDocument, () => ({ fqn: props.fqn }));
  return (
    <Answered query={query} what="the last compilation">
      {(data) => (
        <Show when={data().product?.latestCompilation} fallback={<Empty>It was never compiled here.</Empty>}>
          {(compilation) => (
            <>
              <p>
                <StateBadge value={compilation().status} /> <Moment at={compilation().at} /> in{' '}
                {Math.round(compilation().durationMs)} ms, for {compilation().environment}
              </p>
              <Stages stages={compilation().stages} />
              <h2>Findings</h2>
              <ul class="feed">
                <For each={compilation().diagnostics} fallback={<li class="empty">None.</li>}>
                  {({ severity, code, message, expected, hint, location }) => (
                    <li>
                      <StateBadge value={severity} /> {message} <span class="fine">{code}</span>
                      <Show when={location}>
                        {(place) => (
                          <p class="fine">
                            {place().file}:{place().line}:{place().column}
                          </p>
                        )}
                      </Show>
                      <Show when={expected}>{(text) => <p>Expected: {text()}</p>}</Show>
                      <Show when={hint}>{(text) => <p>{text()}</p>}</Show>
                    </li>
                  )}
                </For>
              </ul>
              <h2>{DOCUMENT}</h2>
              <Source label={DOCUMENT} text={data().product?.source ?? ''} marks={marksOf(compilation().diagnostics)} />
            </>
          )}
        </Show>
      )}
    </Answered>
  );
}
