import { A } from '@solidjs/router';
import { createResource, Show } from 'solid-js';
import { createQuery } from '../api/createQuery';
import { settings } from '../api/settings';
import { token, useToken } from '../api/session';
import { VisitorDocument } from '../api/documents';

/** Who is asking, with the way in or out; nothing where the catalog asks nobody. */
export function Visitor() {
  const [known] = createResource(settings);
  // Asked again where the token is another one.
  const query = createQuery(VisitorDocument, () => (token() === null ? null : {}));
  const name = () => query.data()?.viewer.name;
  return (
    <Show when={known() && known()?.auth !== 'none'}>
      <Show when={token()} fallback={<A href="/signin">Sign in</A>}>
        <span class="visitor" title={query.error()?.message}>
          {query.error() ? 'The token does not hold' : (name() ?? '')}
        </span>
        <button type="button" class="quiet" onClick={() => useToken(null)}>
          Sign out
        </button>
      </Show>
    </Show>
  );
}
