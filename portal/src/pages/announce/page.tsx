import { useParams } from '@solidjs/router';
import { createEffect, createSignal, For, on, Show } from 'solid-js';
import { ApiError, asApiError } from '../../api/ApiError';
import { ask } from '../../api/ask';
import { createQuery } from '../../api/createQuery';
import { createMayActFor } from '../../api/visitor';
import { Countdown } from '../../ui/Countdown';
import { ContractLink, ProductLink } from '../../ui/Links';
import { PageHead } from '../../ui/PageHead';
import { Answered, Empty, Problem } from '../../ui/State';
import {
  AnnounceDocument,
  AnnouncingDocument,
  PreviewProductDocument,
  type AnnounceMutation,
  type AnnouncingQuery,
} from './documents';
import { documentsOf, type Documents } from './folder';
import { announceable, Preview, type Previewed } from './Preview';

type Product = NonNullable<AnnouncingQuery['product']>;
type Announcement = NonNullable<AnnounceMutation['announceProduct']['announcement']>;

/** Announces the documents. Throws what the catalog has against it. */
async function announced({ source, files }: Documents): Promise<Announcement> {
  const { announceProduct } = await ask(AnnounceDocument, { input: { source, files } });
  const { announcement, userErrors, compilation } = announceProduct;
  const [fault] = [...userErrors, ...compilation.diagnostics];
  if (fault || !announcement) throw new ApiError(fault?.message ?? 'It was not announced.', fault?.code ?? 'CONFLICT');
  return announcement;
}

const Done = (props: { readonly announcement: Announcement }) => (
  <div class="notice" role="status">
    <p>
      <strong>{props.announcement.version} is announced.</strong> It may be published in{' '}
      <Countdown until={props.announcement.effectiveAt} />.
    </p>
    <ul>
      <For each={props.announcement.contracts}>
        {({ contract }) => (
          <li>
            <ContractLink name={contract.name} />
          </li>
        )}
      </For>
    </ul>
  </div>
);

/** The documents as they are to be: chosen as a folder, or written; looked at, then announced. */
function Announcing(props: { readonly product: Product }) {
  const [documents, setDocuments] = createSignal<Documents>({ source: props.product.source, files: [] });
  const [previewed, setPreviewed] = createSignal<Previewed | null>(null);
  const [done, setDone] = createSignal<Announcement | null>(null);
  const [problem, setProblem] = createSignal<ApiError | null>(null);
  const [busy, setBusy] = createSignal(false);
  // What was looked at is what is announced: whatever is changed is looked at again.
  createEffect(on(documents, () => setPreviewed(null)));
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setProblem(null);
    setBusy(true);
    await work().catch((error: unknown) => setProblem(asApiError(error)));
    setBusy(false);
  };
  const choose = (chosen: FileList): Promise<void> =>
    attempt(async () => {
      const found = await documentsOf(chosen);
      if (!found) throw new ApiError('There is no data-product.yaml at the top of this folder.', 'BAD_USER_INPUT');
      setDocuments(found);
    });
  const preview = (): Promise<void> =>
    attempt(async () => {
      const { source, files } = documents();
      setPreviewed((await ask(PreviewProductDocument, { input: { source, files } })).previewChange);
    });
  return (
    <>
      <p>
        <label for="folder">The folder of the product, as it is to be </label>
        <input
          id="folder"
          type="file"
          ref={(input) => (input.webkitdirectory = true)}
          onChange={(event) => event.currentTarget.files && void choose(event.currentTarget.files)}
        />
      </p>
      <p>
        <label for="document">data-product.yaml</label>
        <textarea
          id="document"
          class="document"
          rows={18}
          spellcheck={false}
          value={documents().source}
          onInput={(event) => setDocuments({ ...documents(), source: event.currentTarget.value })}
        />
      </p>
      <p class="fine">{documents().files.length} files beside it.</p>
      <p class="buttons">
        <button type="button" disabled={busy()} onClick={() => void preview()}>
          Preview
        </button>
        <Show when={previewed()}>
          {(each) => (
            <button
              type="button"
              class="primary"
              disabled={busy() || !announceable(each())}
              onClick={() => void attempt(async () => void setDone(await announced(documents())))}
            >
              Announce {each().preview?.after}
            </button>
          )}
        </Show>
      </p>
      <Show when={problem()}>{(error) => <Problem error={error()} />}</Show>
      <Show when={done()}>{(announcement) => <Done announcement={announcement()} />}</Show>
      <Show when={previewed()}>{(each) => <Preview previewed={each()} />}</Show>
    </>
  );
}

/** Announcing a version of a product, for those who speak for it: nothing is announced that was not previewed. */
export function Page() {
  const params = useParams<{ fqn: string }>();
  const fqn = () => decodeURIComponent(params.fqn);
  const query = createQuery(AnnouncingDocument, () => ({ fqn: fqn() }));
  const mayActFor = createMayActFor();
  return (
    <>
      <PageHead title={`Announce ${fqn()}`} kind="A change that is to come" />
      <Answered query={query} what={fqn()}>
        {(data) => (
          <Show
            when={data().product}
            fallback={<Problem error={new ApiError(`There is no product ${fqn()}.`, 'NOT_FOUND')} />}
          >
            {(product) => (
              <>
                <p>
                  <ProductLink fqn={product().fqn} /> stands at {product().version}.
                </p>
                <Show
                  when={mayActFor()(product())}
                  fallback={<Empty>Only those who speak for the product may announce a version of it: sign in.</Empty>}
                >
                  <Announcing product={product()} />
                </Show>
              </>
            )}
          </Show>
        )}
      </Answered>
    </>
  );
}
