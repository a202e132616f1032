import { Match, Show, Switch } from 'solid-js';
import { Badge, StateBadge, words, type Tone } from '../../ui/Badge';
import { ContractLink, PortLink, ProductLink } from '../../ui/Links';
import { Moment } from '../../ui/Moment';
import type { LiveSubscription } from './documents';
import { KINDS } from './kinds';

export type CatalogEvent = LiveSubscription['catalogChanged'];
type Subject = NonNullable<CatalogEvent['subject']>;

const TONES: Readonly<Partial<Record<CatalogEvent['kind'], Tone>>> = {
  SLA_BREACH_OPENED: 'bad',
  SLA_BREACH_RESOLVED: 'good',
  CHANGE_ANNOUNCED: 'warn',
  PRODUCT_PUBLISHED: 'info',
  MANIFEST_PUBLISHED: 'info',
};

/** What an event is about, with a link to it. */
const About = (props: { readonly subject: Subject }) => {
  const as = <Name extends Subject['__typename']>(name: Name) =>
    props.subject.__typename === name ? (props.subject as Extract<Subject, { readonly __typename: Name }>) : undefined;
  return (
    <Switch>
      <Match when={as('DataProduct')}>
        {(product) => (
          <>
            <ProductLink fqn={product().fqn} /> {product().version}
          </>
        )}
      </Match>
      <Match when={as('Manifest')}>
        {(manifest) => (
          <>
            {manifest().name} {manifest().version}
          </>
        )}
      </Match>
      <Match when={as('DataContract')}>{(contract) => <ContractLink name={contract().name} />}</Match>
      <Match when={as('SlaBreach')}>
        {(breach) => (
          <>
            <PortLink fqn={breach().port.fqn} /> {words(breach().objective)} {breach().observed}, promised{' '}
            {breach().target}
          </>
        )}
      </Match>
      <Match when={as('AccessRequest')}>{(request) => <PortLink fqn={request().port.fqn} />}</Match>
      <Match when={as('Run')}>
        {(run) => (
          <>
            <ProductLink fqn={run().product.fqn} /> <StateBadge value={run().status} />
          </>
        )}
      </Match>
    </Switch>
  );
};

/** One event of the catalog, as a line. */
export const Event = (props: { readonly event: CatalogEvent }) => (
  <li>
    <Badge tone={TONES[props.event.kind] ?? 'plain'}>{KINDS[props.event.kind]}</Badge>{' '}
    <Show when={props.event.subject}>{(subject) => <About subject={subject()} />}</Show>
    <p>
      <Show when={props.event.change}>
        {(change) => (
          <>
            <StateBadge value={change().severity} /> {change().message}{' '}
          </>
        )}
      </Show>
      <Moment at={props.event.at} />
      <Show when={props.event.actor}>
        <span class="fine"> by {props.event.actor}</span>
      </Show>
    </p>
  </li>
);
