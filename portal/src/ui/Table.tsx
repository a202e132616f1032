import { For, Show, type JSX } from 'solid-js';

/** A column of a table: its head, what stands in a cell, and whether it holds numbers. */
export interface TableColumn<Row> {
  readonly head: string;
  readonly cell: (row: Row) => JSX.Element;
  readonly numeric?: boolean;
  /** Left out where the page is narrow. */
  readonly wide?: boolean;
}

/** Rows as a table with a name. On a narrow page it scrolls in its own frame, which the keyboard reaches. */
export function Table<Row>(props: {
  readonly label: string;
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: readonly Row[];
  readonly empty?: JSX.Element;
}) {
  const classOf = (column: TableColumn<Row>): string =>
    [column.numeric ? 'numeric' : '', column.wide ? 'wide' : ''].filter(Boolean).join(' ');
  return (
    <Show when={props.rows.length > 0} fallback={<p class="empty">{props.empty ?? 'There is nothing here.'}</p>}>
      <div class="scroll" tabindex="0" role="region" aria-label={props.label}>
        <table>
          <thead>
            <tr>
              <For each={props.columns}>
                {(column) => (
                  <th scope="col" class={classOf(column)}>
                    {column.head}
                  </th>
                )}
              </For>
            </tr>
          </thead>
          <tbody>
            <For each={props.rows}>
              {(row) => (
                <tr>
                  <For each={props.columns}>{(column) => <td class={classOf(column)}>{column.cell(row)}</td>}</For>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
    </Show>
  );
}
