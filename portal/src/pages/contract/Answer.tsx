import { createSignal, For, Show } from 'solid-js';
import { ApiError, asApiError } from '../../api/ApiError';
import { ask } from '../../api/ask';
import { words } from '../../ui/Badge';
import { Problem } from '../../ui/State';
import { AcknowledgeDocument, type AnnouncementResponse } from './documents';
import type { Announced, Contract } from './contract';

const RESPONSES: readonly (readonly [AnnouncementResponse, string])[] = [
  ['ACCEPTED', 'We accept it: our product goes on with the new version.'],
  ['MIGRATING', 'We are changing our product; do not publish before the notice has ended.'],
  ['BLOCKED', 'We cannot follow: please talk to us.'],
];

interface Draft {
  readonly response: AnnouncementResponse;
  readonly note: string;
}

/** What an answer would do, in words, before it is given. */
const Preview = (props: { readonly contract: Contract; readonly announced: Announced; readonly draft: Draft }) => (
  <div role="status">
    <p>
      {props.contract.consumer.fqn} answers <strong>{words(props.draft.response)}</strong> to{' '}
      {props.announced.announcement.version} of {props.contract.provider.product.fqn}, for these changes:
    </p>
    <ul>
      <For each={props.announced.changes}>
        {({ path, message }) => (
          <li>
            <code>{path}</code> {message}
          </li>
        )}
      </For>
    </ul>
    <p>
      {props.draft.response === 'ACCEPTED'
        ? 'Once all consumers have accepted, it may be published before the notice ends, and this contract goes to its next version.'
        : 'The notice goes on until its end; if the product does not fit by then, the contract breaks.'}
    </p>
  </div>
);

/** The consumer's answer to what is announced: chosen, looked at, then given. The last answer counts. */
export function Answer(props: {
  readonly contract: Contract;
  readonly announced: Announced;
  readonly onDone: () => void;
}) {
  const [draft, setDraft] = createSignal<Draft | null>(null);
  const [problem, setProblem] = createSignal<ApiError | null>(null);
  const give = async ({ response, note }: Draft): Promise<void> => {
    setProblem(null);
    const expectedVersion = props.announced.announcement.version;
    const input = { contract: props.contract.name, response, note: note || undefined, expectedVersion };
    try {
      const { acknowledgeChange } = await ask(AcknowledgeDocument, { input });
      const [error] = acknowledgeChange.userErrors;
      if (error) throw new ApiError(error.message, error.code);
      setDraft(null);
      props.onDone();
    } catch (error) {
      setProblem(asApiError(error));
    }
  };
  return (
    <section aria-labelledby="answer">
      <h2 id="answer">Answer as {props.contract.consumer.fqn}</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          setDraft({ response: form.get('response') as AnnouncementResponse, note: String(form.get('note')).trim() });
        }}
        onInput={() => setDraft(null)}
      >
        <fieldset>
          <legend class="sr">Answer</legend>
          <For each={RESPONSES}>
            {([value, meaning], index) => (
              <p>
                <label>
                  <input type="radio" name="response" value={value} checked={index() === 0} /> {words(value)}{' '}
                  <span class="fine">{meaning}</span>
                </label>
              </p>
            )}
          </For>
        </fieldset>
        <p>
          <label for="note">A note for the provider </label>
          <input id="note" name="note" size={40} />
        </p>
        <button>Preview the answer</button>
      </form>
      <Show when={draft()}>
        {(given) => (
          <>
            <Preview contract={props.contract} announced={props.announced} draft={given()} />
            <button type="button" class="primary" onClick={() => void give(given())}>
              Give this answer
            </button>
          </>
        )}
      </Show>
      <Show when={problem()}>{(error) => <Problem error={error()} />}</Show>
    </section>
  );
}
