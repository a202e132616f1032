import { createUniqueId, For, onCleanup, Show } from 'solid-js';
import type { ContractsQuery } from './documents';
import type { Address } from './filter';

/** A choice of a filter: its word in the address, how it is called, and how many contracts it would leave. */
interface Choice {
  readonly value: string;
  readonly label: string;
  readonly count?: number;
}

const PAUSE_MS = 250;

const Select = (props: {
  readonly label: string;
  readonly value: string | undefined;
  readonly choices: readonly Choice[];
  readonly onChoice: (value: string | undefined) => void;
}) => {
  const id = createUniqueId();
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <select id={id} onChange={(event) => props.onChoice(event.currentTarget.value || undefined)}>
        <For each={props.choices}>
          {({ value, label, count }) => (
            <option value={value} selected={value === (props.value ?? '')}>
              {label}
              {count === undefined ? '' : ` (${count})`}
            </option>
          )}
        </For>
      </select>
    </div>
  );
};

/** The domains that one end may be of; what the address names beside them is a choice too, a product or a port. */
const ends = (domains: ContractsQuery['domains']['nodes'], chosen: string | undefined): Choice[] => {
  const names = domains.map(({ name }) => name);
  const all = chosen && !names.includes(chosen) ? [...names, chosen] : names;
  return [{ value: '', label: 'any' }, ...all.map((name) => ({ value: name, label: name }))];
};

const statuses = (data: ContractsQuery): Choice[] => [
  { value: '', label: 'any', count: data.anyStatus.totalCount },
  { value: 'active', label: 'active', count: data.active.totalCount },
  { value: 'deprecated', label: 'deprecated', count: data.deprecated.totalCount },
  { value: 'broken', label: 'broken', count: data.broken.totalCount },
  { value: 'draft', label: 'draft', count: data.draft.totalCount },
  { value: 'retired', label: 'retired', count: data.retired.totalCount },
];

const risks = (data: ContractsQuery): Choice[] => [
  { value: '', label: 'any' },
  { value: 'any', label: 'breached or at risk', count: data.endangered.totalCount },
  { value: 'breached', label: 'breached', count: data.breached.totalCount },
  { value: 'at-risk', label: 'at risk', count: data.atRisk.totalCount },
];

const notices = (data: ContractsQuery): Choice[] => [
  { value: '', label: 'any' },
  { value: 'running', label: 'announced', count: data.running.totalCount },
];

/** The filters of the list, each with how many contracts its choices leave under the others. */
export function Filters(props: {
  readonly data: ContractsQuery;
  readonly address: Address;
  readonly onFilter: (change: Address) => void;
}) {
  let timer: number | undefined;
  onCleanup(() => window.clearTimeout(timer));
  const isSet = () =>
    Object.entries(props.address).some(([key, value]) => value && key !== 'after' && key !== 'before');
  const none: Address = {
    status: undefined,
    notice: undefined,
    risk: undefined,
    provider: undefined,
    consumer: undefined,
    text: undefined,
  };
  return (
    <form class="filters" role="search" aria-label="Contracts" onSubmit={(event) => event.preventDefault()}>
      <div class="field">
        <label for="contracts-text">Name holds</label>
        <input
          id="contracts-text"
          type="search"
          autocomplete="off"
          spellcheck={false}
          value={props.address.text ?? ''}
          onInput={(event) => {
            const { value } = event.currentTarget;
            window.clearTimeout(timer);
            timer = window.setTimeout(() => props.onFilter({ text: value.trim() || undefined }), PAUSE_MS);
          }}
        />
      </div>
      <Select
        label="Status"
        value={props.address.status}
        choices={statuses(props.data)}
        onChoice={(status) => props.onFilter({ status })}
      />
      <Select
        label="Notice"
        value={props.address.notice}
        choices={notices(props.data)}
        onChoice={(notice) => props.onFilter({ notice })}
      />
      <Select
        label="SLA"
        value={props.address.risk}
        choices={risks(props.data)}
        onChoice={(risk) => props.onFilter({ risk })}
      />
      <Select
        label="Provider"
        value={props.address.provider}
        choices={ends(props.data.domains.nodes, props.address.provider)}
        onChoice={(provider) => props.onFilter({ provider })}
      />
      <Select
        label="Consumer"
        value={props.address.consumer}
        choices={ends(props.data.domains.nodes, props.address.consumer)}
        onChoice={(consumer) => props.onFilter({ consumer })}
      />
      <Show when={isSet()}>
        <button type="button" class="quiet" onClick={() => props.onFilter(none)}>
          Clear
        </button>
      </Show>
    </form>
  );
}
