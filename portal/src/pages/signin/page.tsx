import { useNavigate, useSearchParams } from '@solidjs/router';
import { createResource, createSignal, Match, onMount, Show, Switch } from 'solid-js';
import { asApiError, type ApiError } from '../../api/ApiError';
import { ask } from '../../api/ask';
import { useToken } from '../../api/session';
import { settings, type Settings } from '../../api/settings';
import { VisitorDocument } from '../../api/documents';
import { PageHead } from '../../ui/PageHead';
import { Problem } from '../../ui/State';

/** Signs in with a token that holds; one that does not changes nothing. Throws what the catalog says against it. */
async function signIn(token: string): Promise<void> {
  useToken(token);
  try {
    await ask(VisitorDocument, {});
  } catch (error) {
    useToken(null);
    throw error;
  }
}

const ByToken = (props: { readonly onToken: (token: string) => void }) => (
  <form
    onSubmit={(event) => {
      event.preventDefault();
      props.onToken(String(new FormData(event.currentTarget).get('token')).trim());
    }}
  >
    <p>
      <label for="token">A token of this catalog (floe token create), or one of its provider</label>
    </p>
    <input id="token" name="token" type="password" autocomplete="off" required size={48} />{' '}
    <button class="primary">Sign in</button>
    <p class="fine">It is kept in this tab alone, until the tab is closed or you sign out.</p>
  </form>
);

/** Signing in: by the provider where the server names one, and by a token. */
export function Page() {
  const navigate = useNavigate();
  const [search] = useSearchParams<{ to?: string; code?: string; error?: string }>();
  const [known] = createResource(settings);
  const [problem, setProblem] = createSignal<ApiError | null>(null);
  const withProvider = () => import('./provider');
  const attempt = (work: () => Promise<void>): void => {
    setProblem(null);
    void work().catch((error: unknown) => setProblem(asApiError(error)));
  };
  /** Only an address of the portal itself is gone on to. */
  const goOn = (to: string | undefined): void =>
    navigate(to?.startsWith('/') && !to.startsWith('//') ? to : '/', { replace: true });
  const byToken = (token: string): void =>
    attempt(async () => {
      await signIn(token);
      goOn(search.to);
    });
  const byProvider = (given: Settings): void =>
    attempt(async () => (await withProvider()).goToProvider(given, search.to ?? '/'));
  onMount(() => {
    if (search.code === undefined && search.error === undefined) return;
    attempt(async () => {
      const { token, to } = await (await withProvider()).comeFromProvider(await settings());
      await signIn(token);
      goOn(to);
    });
  });
  return (
    <>
      <PageHead title="Sign in" />
      <Show when={problem()}>{(error) => <Problem error={error()} />}</Show>
      <Show when={known()}>
        {(given) => (
          <Switch fallback={<ByToken onToken={byToken} />}>
            <Match when={given().auth === 'none'}>
              <p>This catalog asks nobody who they are: everybody may do everything.</p>
            </Match>
            <Match when={given().issuer}>
              {(issuer) => (
                <>
                  <p>
                    <button type="button" class="primary" onClick={() => byProvider(given())}>
                      Sign in at {new URL(issuer()).host}
                    </button>
                  </p>
                  <ByToken onToken={byToken} />
                </>
              )}
            </Match>
          </Switch>
        )}
      </Show>
    </>
  );
}
