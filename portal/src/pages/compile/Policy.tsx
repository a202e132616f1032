import { createResource, For, Show } from 'solid-js';
import { asApiError } from '../../api/ApiError';
import { Badge } from '../../ui/Badge';
import { Loading, Problem } from '../../ui/State';
import { Table } from '../../ui/Table';
import type { Result } from './compile';
import { policyOf } from './policy';

/** The policy that holds, and which tier set each value of it. */
export function Policy(props: { readonly result: Result }) {
  const [known] = createResource(
    () => props.result,
    async (result) => {
      try {
        return { settings: await policyOf(result), error: null };
      } catch (thrown) {
        return { settings: null, error: asApiError(thrown) };
      }
    },
  );
  return (
    <section aria-labelledby="policy">
      <h2 id="policy">Effective policy</h2>
      <Show when={known.latest} fallback={<Loading what="the policy" />}>
        {(answer) => (
          <Show when={!answer().error} fallback={<Problem error={answer().error!} />}>
            <Show
              when={answer().settings}
              fallback={<p class="empty">No manifest is known that holds for this document.</p>}
            >
              {(settings) => (
                <Table
                  label="Values of the policy"
                  rows={settings()}
                  columns={[
                    { head: 'Path', cell: ({ path }) => <code>{path}</code> },
                    { head: 'Value', cell: ({ value }) => <code>{value}</code> },
                    {
                      head: 'Set by',
                      cell: ({ tier, manifest }) => (
                        <>
                          <Badge tone={tier === 'this document' ? 'info' : 'plain'}>{tier}</Badge> {manifest}
                        </>
                      ),
                    },
                    {
                      head: 'Others say',
                      wide: true,
                      cell: ({ others }) => <For each={others}>{(one) => <div>{one}</div>}</For>,
                    },
                  ]}
                />
              )}
            </Show>
          </Show>
        )}
      </Show>
    </section>
  );
}
