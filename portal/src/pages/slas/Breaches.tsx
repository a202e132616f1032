import { createResource, createSignal, For, Show } from 'solid-js';
import { ApiError, asApiError } from '../../api/ApiError';
import { ask } from '../../api/ask';
import { token } from '../../api/session';
import { settings } from '../../api/settings';
import { Badge, words } from '../../ui/Badge';
import { ContractLink, PortLink, ProductLink } from '../../ui/Links';
import { Moment } from '../../ui/Moment';
import { Problem } from '../../ui/State';
import { AcknowledgeBreachDocument, type OpenBreachesQuery } from './documents';

export type Breach = OpenBreachesQuery['slaBreaches']['nodes'][number];

/** Says that one knows of a breach, with a note; whether one may is for the catalog to say. */
function Acknowledge(props: { readonly breach: Breach; readonly onDone: () => void }) {
  const [open, setOpen] = createSignal(false);
  const [note, setNote] = createSignal('');
  const [error, setError] = createSignal<ApiError | null>(null);
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    try {
      const input = { breach: props.breach.id, note: note().trim() || null };
      const { acknowledgeBreach } = await ask(AcknowledgeBreachDocument, { input });
      const [refused] = acknowledgeBreach.userErrors;
      if (refused) return void setError(new ApiError(refused.message, refused.code));
      setOpen(false);
      props.onDone();
    } catch (thrown) {
      setError(asApiError(thrown));
    }
  };
  return (
    <Show
      when={open()}
      fallback={
        <button type="button" onClick={() => setOpen(true)}>
          {props.breach.acknowledgedAt ? 'Acknowledge again' : 'Acknowledge'}
        </button>
      }
    >
      <form class="line" onSubmit={(event) => void send(event)}>
        <label for={`note-${props.breach.id}`}>What is done about it</label>
        <input id={`note-${props.breach.id}`} value={note()} onInput={(event) => setNote(event.currentTarget.value)} />
        <button type="submit" class="primary">
          Acknowledge
        </button>
        <button type="button" class="quiet" onClick={() => setOpen(false)}>
          Cancel
        </button>
      </form>
      <Show when={error()}>{(failed) => <Problem error={failed()} />}</Show>
    </Show>
  );
}

/** What a breach follows from, by lineage; itself where from none. */
const Cause = (props: { readonly breach: Breach }) => (
  <Show when={props.breach.rootCauses.length > 0} fallback={<>It is its own cause.</>}>
    Follows from{' '}
    <For each={props.breach.rootCauses}>
      {({ port, openedAt }, index) => (
        <>
          {index() > 0 ? ', ' : ''}
          <PortLink fqn={port.fqn} /> (since <Moment at={openedAt} />)
        </>
      )}
    </For>
    .
  </Show>
);

/** The breaches that are open: what was missed, why, whom it hits, who knows of it. */
export function Breaches(props: { readonly breaches: readonly Breach[]; readonly onDone: () => void }) {
  const [known] = createResource(settings);
  const mayAsk = (): boolean => known()?.auth === 'none' || token() !== null;
  return (
    <ul class="feed">
      <For each={props.breaches} fallback={<li class="empty">Every promise that is watched is kept.</li>}>
        {(breach) => (
          <li>
            <Badge tone="bad">{words(breach.objective)}</Badge> <PortLink fqn={breach.port.fqn} />
            <p>
              {breach.metric} {breach.observed}, promised {breach.target}; since <Moment at={breach.openedAt} />.{' '}
              <Cause breach={breach} />
            </p>
            <p>
              Hits {breach.affected.totalCount} {breach.affected.totalCount === 1 ? 'contract' : 'contracts'}
              <For each={breach.affected.nodes}>
                {({ name, consumer }, index) => (
                  <>
                    {index() === 0 ? ': ' : ', '}
                    <ProductLink fqn={consumer.fqn} /> (<ContractLink name={name} />)
                  </>
                )}
              </For>
              {breach.affected.totalCount > breach.affected.nodes.length
                ? ` and ${breach.affected.totalCount - breach.affected.nodes.length} more`
                : ''}
            </p>
            <Show when={breach.acknowledgedAt}>
              {(at) => (
                <p>
                  <Badge tone="info">acknowledged</Badge> {breach.acknowledgedBy ?? ''} <Moment at={at()} />
                  {breach.acknowledgementNote ? `: ${breach.acknowledgementNote}` : ''}
                </p>
              )}
            </Show>
            <Show when={mayAsk()}>
              <Acknowledge breach={breach} onDone={props.onDone} />
            </Show>
          </li>
        )}
      </For>
    </ul>
  );
}
