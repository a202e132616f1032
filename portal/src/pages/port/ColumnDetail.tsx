import { createSignal, For, Show } from 'solid-js';
import { asApiError, type ApiError } from '../../api/ApiError';
import { ask } from '../../api/ask';
import { createQuery } from '../../api/createQuery';
import { StateBadge, words } from '../../ui/Badge';
import { ContractLink, ProductLink } from '../../ui/Links';
import { Moment } from '../../ui/Moment';
import { Answered, Loading, Problem } from '../../ui/State';
import { Table } from '../../ui/Table';
import {
  ColumnLineageDocument,
  PortSourceDocument,
  PreviewPortDocument,
  type ColumnLineageQuery,
  type LineageDirection,
  type PreviewPortQuery,
} from './documents';
import { withoutColumn } from './reading';

type Preview = NonNullable<PreviewPortQuery['previewChange']['preview']>;
type Graph = ColumnLineageQuery['lineage'];

/** How the edge to a node makes its values, where that is known. */
const howOf = ({ edges }: Graph, fqn: string): string => {
  const how = edges.find(({ from, to }) => from === fqn || to === fqn)?.how;
  return how ? words(how) : '';
};

const Lineage = (props: { readonly of: string; readonly direction: LineageDirection; readonly title: string }) => {
  const query = createQuery(ColumnLineageDocument, () => ({ of: props.of, direction: props.direction }));
  return (
    <section>
      <h3>{props.title}</h3>
      <Answered query={query} what="lineage">
        {(data) => (
          <>
            <ul class="lineage">
              <For
                each={data().lineage.nodes.filter(({ depth }) => depth > 0)}
                fallback={<li class="fine">nothing that is known</li>}
              >
                {({ fqn, depth }) => (
                  <li>
                    <span class="fine">{depth}</span> <code>{fqn}</code>{' '}
                    <span class="fine">{howOf(data().lineage, fqn)}</span>
                  </li>
                )}
              </For>
            </ul>
            <Show when={data().lineage.totalNodes > data().lineage.nodes.length}>
              <p class="fine">
                The nearest {data().lineage.nodes.length} of {data().lineage.totalNodes}.
              </p>
            </Show>
          </>
        )}
      </Answered>
    </section>
  );
};

const Impact = (props: { readonly preview: Preview; readonly column: string }) => {
  const broken = () => props.preview.consumers.filter(({ verdict }) => verdict === 'BREAKING').length;
  return (
    <div class="impact" role="status">
      <p>
        <strong>
          Without {props.column}, {broken()} of {props.preview.consumers.length} consumers break
        </strong>
        {props.preview.requiredVersion ? `; it takes version ${props.preview.requiredVersion}` : ''}
        <Show when={props.preview.effectiveAt}>
          {(at) => (
            <>
              {' '}
              and may be published <Moment at={at()} />, announced now
            </>
          )}
        </Show>
        .
      </p>
      <Table
        label="What it means for each consumer"
        rows={props.preview.consumers}
        empty="Nobody reads this port under a contract."
        columns={[
          { head: 'Consumer', cell: ({ consumer }) => <ProductLink fqn={consumer.fqn} /> },
          { head: 'Verdict', cell: ({ verdict }) => <StateBadge value={verdict} /> },
          { head: 'Owner', cell: ({ consumer }) => consumer.ownership.team ?? '–' },
          { head: 'Contract', cell: ({ contract }) => <ContractLink name={contract.name} /> },
        ]}
      />
      <Show when={props.preview.downstream.length > 0}>
        <p>
          Behind them:{' '}
          <For each={props.preview.downstream}>
            {({ product }, index) => (
              <>
                {index() > 0 ? ', ' : ''}
                <ProductLink fqn={product.fqn} />
              </>
            )}
          </For>
        </p>
      </Show>
    </div>
  );
};

/** Asks what it would mean if a column went: the schema of the port without it. Nothing is written. */
const WhatIf = (props: { readonly port: string; readonly column: string }) => {
  const [state, setState] = createSignal<'asking' | Preview | ApiError | null>(null);
  const preview = () => {
    const now = state();
    return now !== null && typeof now === 'object' && 'consumers' in now ? now : null;
  };
  const problem = () => {
    const now = state();
    return now instanceof Error ? now : null;
  };
  const drop = async (): Promise<void> => {
    setState('asking');
    try {
      const { outputPort } = await ask(PortSourceDocument, { fqn: props.port, format: 'JSON_SCHEMA' });
      const schema = withoutColumn(outputPort?.source ?? '{}', props.column);
      const { previewChange } = await ask(PreviewPortDocument, { fqn: props.port, schema });
      if (previewChange.preview) setState(previewChange.preview);
      else throw new Error(previewChange.diagnostics[0]?.message ?? 'The catalog has no preview of this.');
    } catch (error) {
      setState(asApiError(error));
    }
  };
  return (
    <>
      <p>
        <button type="button" onClick={() => void drop()} disabled={state() === 'asking'}>
          What if I drop {props.column}?
        </button>{' '}
        <span class="fine">Asks the catalog; changes nothing.</span>
      </p>
      <Show when={state() === 'asking'}>
        <Loading what="what it would mean" />
      </Show>
      <Show when={problem()}>{(error) => <Problem error={error()} />}</Show>
      <Show when={preview()}>{(found) => <Impact preview={found()} column={props.column} />}</Show>
    </>
  );
};

/** One column of a port: where its values come from and go to, and what if it went. */
export const ColumnDetail = (props: { readonly port: string; readonly column: string }) => (
  <section class="detail" aria-labelledby="column">
    <h2 id="column">
      <code>{props.column}</code>
    </h2>
    <WhatIf port={props.port} column={props.column} />
    <div class="two">
      <Lineage of={`${props.port}/${props.column}`} direction="UPSTREAM" title="Made of" />
      <Lineage of={`${props.port}/${props.column}`} direction="DOWNSTREAM" title="Goes into" />
    </div>
  </section>
);
