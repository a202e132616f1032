import { A } from '@solidjs/router';
import { hrefOf } from './hrefOf';

/** Links to what has a name, written as that name. */
export const ProductLink = (props: { readonly fqn: string }) => <A href={hrefOf.product(props.fqn)}>{props.fqn}</A>;
export const PortLink = (props: { readonly fqn: string; readonly short?: boolean }) => (
  <A href={hrefOf.port(props.fqn)}>{props.short ? props.fqn.split('.').at(-1) : props.fqn}</A>
);
export const ContractLink = (props: { readonly name: string }) => (
  <A href={hrefOf.contract(props.name)}>{props.name}</A>
);
export const DomainLink = (props: { readonly name: string }) => <A href={hrefOf.domain(props.name)}>{props.name}</A>;
