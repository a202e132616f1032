import { holds, isAmong, type Principal, type Scope } from './Principal.js';
import { most, portAccess, seekerFrom, type Seeker, type SoughtPort } from './portAccess.js';
import { nameOf, type DomainFacts, type Subject, type TokenFacts } from './subjects.js';
import { RULES, type Verb, type Way } from './rules.js';

/** Allowed, and why; or not, and what it would take. */
export type Decision =
  | { readonly allowed: true; readonly reason: string }
  | {
      readonly allowed: false;
      readonly code: 'UNAUTHENTICATED' | 'FORBIDDEN';
      readonly message: string;
      /** Each of these would be enough. */
      readonly needs: readonly string[];
    };

const yes = (reason: string): Decision => ({ allowed: true, reason });

const speaksFor = (principal: Principal, facts: DomainFacts): boolean =>
  principal.domains.includes(facts.domain) || (facts.ofPlatform && holds(principal, 'platform'));

/** Whether a machine may do this at all for the domains that it speaks for. */
const isScoped = ({ kind, scopes }: Principal, scope: Scope | null): boolean =>
  kind !== 'token' || scope === null || scopes.includes(scope) || scopes.includes('platform');

/** Whom grants may name of a principal: it reads for the products of its domains too. */
function reader(principal: Principal, { access, namespace }: SoughtPort): Seeker {
  const grants = [...access.grants, ...(namespace?.grants ?? [])];
  const products = grants.flatMap(({ granteeKind, grantee }) => (granteeKind === 'product' ? [grantee] : []));
  const own = products.filter((fqn) => principal.domains.includes(fqn.split('.')[0] ?? ''));
  return { ...seekerFrom(principal), products: own };
}

type Tried = { readonly reason: string } | { readonly need: string };
type Try = (principal: Principal, subject: Subject, scope: Scope | null) => Tried | null;

const scoped = (need: string, scope: Scope | null): string =>
  scope === null ? need : `${need} (a token: with the scope \`${scope}\`)`;

function asDomainOwner(principal: Principal, facts: DomainFacts, scope: Scope | null): Tried {
  const { domain, domainOwners } = facts;
  if (isScoped(principal, scope)) {
    if (speaksFor(principal, facts)) return { reason: `speaks for the domain ${domain}` };
    if (isAmong(principal, domainOwners)) return { reason: `is an owner of the domain ${domain}` };
  }
  return { need: scoped(`to be an owner of the domain ${domain}`, scope) };
}

const domainsOf = (subject: Subject): readonly DomainFacts[] =>
  subject.kind === 'token' ? subject.domains : 'domain' in subject ? [subject] : [];

/** What a token may hand on: no more than the one who makes it has. */
function handsOn(principal: Principal, { scopes, domains }: TokenFacts): boolean {
  if (principal.kind === 'token' && !scopes.every((scope) => principal.scopes.includes(scope))) return false;
  const rights = scopes.filter((scope) => ['platform', 'force', 'audit'].includes(scope));
  const unbound = domains.length === 0 && scopes.some((scope) => scope !== 'read' && scope !== 'compile');
  return !unbound && rights.every((right) => principal.roles.includes(right) || principal.scopes.includes(right));
}

const WAYS: Readonly<Record<Way, Try>> = {
  anyone: () => ({ reason: 'anybody may' }),
  known: ({ kind, scopes }) =>
    kind === 'user' || scopes.some((scope) => scope !== 'read')
      ? { reason: 'is known to the catalog' }
      : { need: 'to be signed in (a token: with a scope beyond `read`)' },
  platform: (principal) =>
    holds(principal, 'platform')
      ? { reason: 'is of the platform team' }
      : { need: 'to be of the platform team (the role or scope `platform`)' },
  domainOwner: (principal, subject, scope) => {
    const tried = domainsOf(subject).map((facts) => asDomainOwner(principal, facts, scope));
    return tried.find((each) => 'need' in each) ?? tried[0] ?? null;
  },
  productOwner: (principal, subject, scope) => {
    if (!('product' in subject)) return null;
    const { product, productOwners } = subject;
    return isScoped(principal, scope) && principal.kind !== 'token' && isAmong(principal, productOwners)
      ? { reason: `is an owner of ${product}` }
      : { need: `to be an owner of ${product}` };
  },
  monitor: (principal, subject) => {
    const within = principal.domains.length === 0 || domainsOf(subject).every((facts) => speaksFor(principal, facts));
    return holds(principal, 'monitor') && (principal.kind !== 'token' || within)
      ? { reason: 'is a monitor' }
      : { need: 'the role or scope `monitor`' };
  },
  force: (principal) =>
    holds(principal, 'force') ? { reason: 'may force' } : { need: 'the role or scope `force`, beside ownership' },
  audit: (principal) =>
    holds(principal, 'audit') ? { reason: 'is an auditor' } : { need: 'the role or scope `audit`' },
  handOn: (principal, subject, scope) => {
    if (subject.kind !== 'token') return null;
    const owner = WAYS.domainOwner(principal, subject, scope);
    if (owner && 'need' in owner) return owner;
    return isScoped(principal, scope) && principal.kind !== 'anonymous' && handsOn(principal, subject)
      ? { reason: 'hands on no more than it has' }
      : { need: 'to have yourself what the token is for, and domains that it is bound to' };
  },
  maker: (principal, subject) =>
    (subject.kind === 'token' || subject.kind === 'webhook') &&
    principal.name !== null &&
    subject.createdBy === principal.name
      ? { reason: 'made it' }
      : { need: 'to have made it' },
  roleHolder: (principal, subject, scope) => {
    if (subject.kind !== 'accessForRole') return null;
    return isScoped(principal, scope) && principal.roles.includes(subject.role)
      ? { reason: `has the role ${subject.role}` }
      : { need: scoped(`to have the role ${subject.role}`, scope) };
  },
  requester: ({ name }, subject) => {
    if (subject.kind !== 'accessRequest' || subject.grants) return null;
    return name !== null && subject.askedBy === name
      ? { reason: 'asked for it, and withdraws' }
      : { need: 'to have asked for it' };
  },
  granted: (principal, subject) => {
    const behind = 'behind' in subject ? (subject.behind ?? []) : [];
    const missing = behind.filter((port) => most(portAccess(port, reader(principal, port))) === null);
    if (behind.length > 0 && missing.length === 0) return { reason: 'is granted it' };
    const ports = missing.map(({ fqn }) => fqn).join(', ');
    return { need: behind.length > 0 ? `to be granted ${ports}` : 'to be granted what it offers' };
  },
};

/**
 * May this principal do this? The one place that decides; what no rule allows is denied. Where there is no subject,
 * whoever is known hears what is wrong with the request: nothing comes of it.
 */
export function decide(principal: Principal, verb: Verb, subject: Subject): Decision {
  const { ways, scope, does } = RULES[verb];
  const needs: string[] = [];
  for (const way of subject.kind === 'nothing' ? (['known'] as const) : ways) {
    const tried = WAYS[way](principal, subject, scope);
    if (tried && 'reason' in tried) return yes(tried.reason);
    if (tried) needs.push(tried.need);
  }
  const who = principal.name ?? 'Nobody';
  const what = `${does} ${nameOf(subject)}`;
  const needed = needs.length > 0 ? ` It takes: ${needs.join('; or ')}.` : '';
  if (principal.kind === 'anonymous') {
    const message = `To ${what} you have to say who you are (Authorization: Bearer ...).${needed}`;
    return { allowed: false, code: 'UNAUTHENTICATED', message, needs };
  }
  return { allowed: false, code: 'FORBIDDEN', message: `${who} may not ${what}.${needed}`, needs };
}
