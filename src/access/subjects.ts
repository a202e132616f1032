import type { CompiledOwner } from '../compiler/artifact.js';
import type { SoughtPort } from './portAccess.js';

type Owner = Pick<CompiledOwner, 'team' | 'email'>;

/** A domain, and who owns it. */
export interface DomainFacts {
  readonly domain: string;
  readonly domainOwners: readonly Owner[];
  /** Whether the platform team runs it: an enterprise's own domain, or that of a centralized platform. */
  readonly ofPlatform: boolean;
}

/** A product with its domain; its owners are those of the version that stands. */
export interface ProductFacts extends DomainFacts {
  /** fqn */
  readonly product: string;
  readonly productOwners: readonly Owner[];
  /** The output ports that are to be granted to see it, where grants count. */
  readonly behind?: readonly SoughtPort[];
}

/** An API token as it is to be, or as it stands. */
export interface TokenFacts {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly domains: readonly DomainFacts[];
  /** Who made it; null where it is to be made, or nobody is known. */
  readonly createdBy: string | null;
}

/** What a verb is about, with what the catalog knows of its owners. */
export type Subject =
  | { readonly kind: 'catalog' }
  /** Of the tier above all domains: an enterprise's, or that of a centralized platform. */
  | { readonly kind: 'enterpriseManifest'; readonly name: string }
  | ({ readonly kind: 'domainManifest'; readonly name: string } & DomainFacts)
  | ({ readonly kind: 'product' } & ProductFacts)
  /** An output port, with the product that offers it. */
  | ({ readonly kind: 'port'; readonly name: string } & ProductFacts)
  /** A contract, with the product that consumes under it. */
  | ({ readonly kind: 'contract'; readonly name: string } & ProductFacts)
  | ({ readonly kind: 'token' } & TokenFacts)
  /** An address that events are sent to, by the name of its host: the rest may be a secret. */
  | { readonly kind: 'webhook'; readonly name: string; readonly createdBy: string | null }
  /** An output port that access is asked to, with the product or domain that it is asked for. */
  | ({ readonly kind: 'accessFor'; readonly name: string } & (ProductFacts | DomainFacts))
  /** The same for those who have a role. */
  | { readonly kind: 'accessForRole'; readonly name: string; readonly role: string }
  /** An output port that access was asked to, with the product that offers it. */
  | ({
      readonly kind: 'accessRequest';
      readonly name: string;
      readonly askedBy: string | null;
      /** Whether it is to be granted. */
      readonly grants: boolean;
    } & ProductFacts)
  /** What nobody finds, or a document of which nobody can tell what it is about: nothing comes of it. */
  | { readonly kind: 'nothing'; readonly name: string };

/** What people call it. */
export function nameOf(subject: Subject): string {
  if (subject.kind === 'catalog') return 'the catalog';
  return subject.kind === 'product' ? subject.product : subject.name;
}
