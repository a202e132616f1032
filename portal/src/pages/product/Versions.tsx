import { createSignal, For, Show } from 'solid-js';
import { createQuery } from '../../api/createQuery';
import { StateBadge } from '../../ui/Badge';
import { Moment } from '../../ui/Moment';
import { Answered } from '../../ui/State';
import { Table } from '../../ui/Table';
import { ProductDiffDocument, ProductVersionsDocument } from './documents';

/** What changed between two versions of a product. */
const Diff = (props: { readonly fqn: string; readonly from: string; readonly to: string }) => {
  const query = createQuery(ProductDiffDocument, () => ({ fqn: props.fqn, from: props.from, to: props.to }));
  return (
    <Answered query={query} what="the difference">
      {(data) => (
        <section aria-label={`From ${props.from} to ${props.to}`}>
          <h2>
            {props.from} → {props.to}
          </h2>
          <For each={data().diff.ports} fallback={<p class="empty">Nothing about the ports changed.</p>}>
            {({ port, changes }) => (
              <>
                <h3>{port}</h3>
                <ul class="feed">
                  <For each={changes}>
                    {({ severity, path, message }) => (
                      <li>
                        <StateBadge value={severity} /> <code>{path}</code>
                        <p>{message}</p>
                      </li>
                    )}
                  </For>
                </ul>
              </>
            )}
          </For>
        </section>
      )}
    </Answered>
  );
};

/** The versions that were published, and what changed between any two of them. */
export function Versions(props: { readonly fqn: string }) {
  const query = createQuery(ProductVersionsDocument, () => ({ fqn: props.fqn }));
  const [between, setBetween] = createSignal<{ readonly from: string; readonly to: string } | null>(null);
  const compare = (event: SubmitEvent & { readonly currentTarget: HTMLFormElement }): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBetween({ from: String(form.get('from')), to: String(form.get('to')) });
  };
  return (
    <Answered query={query} what="versions">
      {(data) => {
        const versions = () => data().product?.versions.nodes ?? [];
        const Choice = (choice: { readonly name: string; readonly label: string; readonly at: number }) => (
          <>
            <label for={choice.name}>{choice.label} </label>
            <select id={choice.name} name={choice.name}>
              <For each={versions()}>
                {({ version }, index) => (
                  <option value={version} selected={index() === Math.min(choice.at, versions().length - 1)}>
                    {version}
                  </option>
                )}
              </For>
            </select>{' '}
          </>
        );
        return (
          <>
            <Table
              label="Versions"
              rows={versions()}
              columns={[
                { head: 'Version', cell: ({ version }) => version },
                { head: 'Published', cell: ({ publishedAt }) => <Moment at={publishedAt} /> },
                { head: 'By', cell: ({ publishedBy }) => publishedBy ?? '–' },
                { head: 'Digest', wide: true, cell: ({ digest }) => <code>{digest.slice(0, 19)}</code> },
              ]}
            />
            <p class="fine">
              {versions().length} of {data().product?.versions.totalCount} versions
            </p>
            <Show when={versions().length > 1}>
              <form onSubmit={compare}>
                <Choice name="from" label="From" at={1} />
                <Choice name="to" label="to" at={0} />
                <button>Compare</button>
              </form>
            </Show>
            <Show when={between()}>{(each) => <Diff fqn={props.fqn} from={each().from} to={each().to} />}</Show>
          </>
        );
      }}
    </Answered>
  );
}
