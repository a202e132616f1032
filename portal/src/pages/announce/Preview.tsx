import { For, Show } from 'solid-js';
import { StateBadge } from '../../ui/Badge';
import { ContractLink, ProductLink } from '../../ui/Links';
import { Moment } from '../../ui/Moment';
import { Table } from '../../ui/Table';
import type { PreviewProductQuery } from './documents';

/** What the catalog says of a product as it is to be. */
export type Previewed = PreviewProductQuery['previewChange'];

/** Whether there is something to announce, and nothing that keeps it from being compiled. */
export const announceable = ({ preview, diagnostics }: Previewed): boolean =>
  preview !== null && !diagnostics.some(({ severity }) => severity === 'ERROR');

/** What would change, whom it breaks, which version it takes and from when. */
export const Preview = (props: { readonly previewed: Previewed }) => (
  <div class="impact" role="status">
    <Show when={props.previewed.diagnostics.length > 0}>
      <ul class="feed">
        <For each={props.previewed.diagnostics}>
          {({ severity, code, message, location }) => (
            <li>
              <StateBadge value={severity} /> {message}{' '}
              <span class="fine">
                {code} {location ? `${location.file}:${location.line}:${location.column}` : ''}
              </span>
            </li>
          )}
        </For>
      </ul>
    </Show>
    <Show when={props.previewed.preview}>
      {(preview) => (
        <>
          <p>
            <strong>
              {preview().before} → {preview().after}
            </strong>
            {preview().requiredVersion ? `; the changes take ${preview().requiredVersion}` : ''}
            <Show when={preview().effectiveAt}>
              {(at) => (
                <>
                  ; it may be published <Moment at={at()} />
                </>
              )}
            </Show>
            .
          </p>
          <ul class="feed">
            <For
              each={preview().ports.flatMap(({ port, changes }) => changes.map((change) => ({ port, ...change })))}
              fallback={<li class="empty">Nothing about its ports changes.</li>}
            >
              {({ port, severity, path, message }) => (
                <li>
                  <StateBadge value={severity} /> {port} <code>{path}</code>
                  <p>{message}</p>
                </li>
              )}
            </For>
          </ul>
          <Table
            label="What it means for each consumer"
            rows={preview().consumers}
            empty="Nobody reads this product under a contract."
            columns={[
              { head: 'Consumer', cell: ({ consumer }) => <ProductLink fqn={consumer.fqn} /> },
              { head: 'Verdict', cell: ({ verdict }) => <StateBadge value={verdict} /> },
              { head: 'Contract', cell: ({ contract }) => <ContractLink name={contract.name} /> },
            ]}
          />
        </>
      )}
    </Show>
  </div>
);
