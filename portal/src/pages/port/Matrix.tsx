import { For, Show } from 'solid-js';
import { Badge } from '../../ui/Badge';
import { ProductLink } from '../../ui/Links';
import { tagsOf, termsOf } from '../../ui/Meaning';
import { readingOf, type Port, type PortContract, type Reading } from './reading';

const MARKS: Readonly<Record<Reading, { readonly mark: string; readonly words: string }>> = {
  DECLARED: { mark: '●', words: 'reads it, as it declares' },
  READ: { mark: '○', words: 'reads it, by its SQL' },
  UNKNOWN: { mark: '?', words: 'may read it: it does not say which it reads' },
  NOT: { mark: '', words: 'does not read it' },
};

const Cell = (props: { readonly contract: PortContract; readonly column: string }) => {
  const shown = () => MARKS[readingOf(props.contract, props.column)];
  return (
    <td class="reads" title={`${props.contract.consumer.fqn} ${shown().words}`}>
      <span aria-hidden="true">{shown().mark}</span>
      <span class="sr">{shown().words}</span>
    </td>
  );
};

/**
 * The schema of a port: its columns, and who reads which of them, a column of the table for each consumer. A column is opened
 * with a button: what is behind it, and what if it went.
 */
export function Matrix(props: {
  readonly port: Port;
  readonly chosen: string | null;
  readonly onChoose: (column: string) => void;
}) {
  const contracts = () => props.port.contracts.nodes;
  return (
    <>
      <div class="scroll" tabindex="0" role="region" aria-label="Columns and who reads them">
        <table class="matrix">
          <thead>
            <tr>
              <th scope="col">Column</th>
              <th scope="col">Type</th>
              <th scope="col">Rules</th>
              <For each={contracts()}>
                {({ consumer }) => (
                  <th scope="col" class="consumer">
                    <ProductLink fqn={consumer.fqn} />
                  </th>
                )}
              </For>
              <th scope="col" class="wide">
                About
              </th>
            </tr>
          </thead>
          <tbody>
            <For each={props.port.columns}>
              {(column) => (
                <tr classList={{ chosen: props.chosen === column.name }}>
                  <th scope="row">
                    <button
                      type="button"
                      class="plain"
                      aria-expanded={props.chosen === column.name}
                      onClick={() => props.onChoose(column.name)}
                    >
                      {column.name}
                    </button>
                  </th>
                  <td>
                    <code>{column.type}</code>
                  </td>
                  <td>
                    <Show when={column.primaryKey}>
                      <Badge tone="info">key</Badge>
                    </Show>{' '}
                    <Show when={column.required && !column.primaryKey}>
                      <Badge>required</Badge>
                    </Show>{' '}
                    <Show when={column.unique && !column.primaryKey}>
                      <Badge>unique</Badge>
                    </Show>{' '}
                    <Show when={column.classification}>{(text) => <Badge tone="warn">{text()}</Badge>}</Show>
                  </td>
                  <For each={contracts()}>{(contract) => <Cell contract={contract} column={column.name} />}</For>
                  <td class="wide">
                    {column.description} {tagsOf(column.tags)} {termsOf(column.terms)}
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
      <p class="fine">
        ● declared, ○ read from SQL, ? not said: counts as reading all. {contracts().length} of{' '}
        {props.port.contracts.totalCount} consumers.
      </p>
    </>
  );
}
