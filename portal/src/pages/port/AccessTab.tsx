import { createSignal, For, Show } from 'solid-js';
import { createQuery } from '../../api/createQuery';
import { words } from '../../ui/Badge';
import { Answered } from '../../ui/State';
import { Table } from '../../ui/Table';
import { AccessDocument, type AccessQuery } from './documents';
import type { Port } from './reading';

type Effective = AccessQuery['effectiveAccess'];

const Reasons = (props: { readonly access: Effective }) => (
  <div role="status">
    <p>
      <code>{props.access.principal}</code>{' '}
      <strong>{props.access.access ? `may ${words(props.access.access)}` : 'has no access'}</strong>
    </p>
    <ul>
      <For each={props.access.reasons}>
        {({ message, manifest, location }) => (
          <li>
            {message}
            <Show when={location}>
              {(place) => (
                <span class="fine">
                  {' '}
                  {manifest?.name ? `${manifest.name} ` : ''}
                  {place().file}:{place().line}:{place().column}
                </span>
              )}
            </Show>
          </li>
        )}
      </For>
    </ul>
  </div>
);

/** Who may read a port, and why: of who is asking, and of whoever is named. */
export function AccessTab(props: { readonly port: Port; readonly own: Effective }) {
  const [principal, setPrincipal] = createSignal('');
  const query = createQuery(AccessDocument, () =>
    principal() === '' ? null : { fqn: props.port.fqn, principal: principal() },
  );
  return (
    <>
      <Reasons access={props.own} />
      <h2>Grants</h2>
      <Table
        label="Grants"
        rows={props.port.access.grants}
        empty={`Nobody is granted anything by name; the default is ${words(props.port.access.default)}.`}
        columns={[
          { head: 'Who', cell: ({ grantee }) => <code>{grantee}</code> },
          { head: 'Kind', cell: ({ granteeKind }) => words(granteeKind) },
          { head: 'May', cell: ({ access }) => words(access) },
        ]}
      />
      <h2>And somebody else?</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setPrincipal(String(new FormData(event.currentTarget).get('principal')).trim());
        }}
      >
        <label for="principal">A domain, product or role </label>
        <input id="principal" name="principal" placeholder="domain:sales" size={30} /> <button>Why?</button>
      </form>
      <Answered query={query}>{(data) => <Reasons access={data().effectiveAccess} />}</Answered>
    </>
  );
}
