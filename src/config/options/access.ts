import { readClaimRules } from '../../access/claimRules.js';
import type { Option } from '../reading/Option.js';
import { secureUrl } from '../reading/addresses.js';
import { integer, oneOf, text, listOf, secret } from '../reading/values.js';

/** What may sign a token: no algorithm of a shared secret, and never `none`. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

/** Who is asking, and what they may. */
export const ACCESS = {
  auth: {
    env: 'AUTH',
    default: 'none',
    meaning:
      'How requests say who they come from: `none` (nobody is asked, and everybody may do everything), `tokens` (API tokens of the catalog) or `oidc` (those, and bearer tokens of an OpenID Connect provider).',
    read: oneOf(['none', 'tokens', 'oidc']),
  },
  authNone: {
    env: 'AUTH_NONE',
    default: 'loopback',
    meaning:
      'Where `AUTH=none` may be served: on `loopback` alone, or `anywhere`: whoever reaches the address may then publish.',
    read: oneOf(['loopback', 'anywhere']),
  },
  anonymous: {
    env: 'ANONYMOUS',
    default: 'read',
    meaning:
      'What a request that does not say who it comes from may do, where `AUTH` is not `none`: `read` or nothing (`refuse`).',
    read: oneOf(['read', 'refuse']),
  },
  readPolicy: {
    env: 'READ_POLICY',
    default: 'open',
    meaning:
      'Who sees columns and documents: whoever may read the catalog (`open`), or those alone to whom the grants of an output port give it, and its owners (`grants`, asks for `AUTH`); all else is for discovery.',
    read: oneOf(['open', 'grants']),
  },
  bootstrapToken: {
    env: 'BOOTSTRAP_TOKEN',
    default: null,
    meaning:
      'A secret of 32 characters or more with which the first API tokens are made: it may what the platform team may. Take it away afterwards.',
    read: secret,
    secret: true,
  },
  oidcIssuer: {
    env: 'OIDC_ISSUER',
    default: null,
    meaning: 'The provider, as the claim `iss` of its tokens spells it. Asked for by `AUTH=oidc`.',
    read: secureUrl,
  },
  oidcAudience: {
    env: 'OIDC_AUDIENCE',
    default: null,
    meaning: 'What the claim `aud` of a token has to name, e.g. the address of the catalog. Asked for by `AUTH=oidc`.',
    read: text,
  },
  oidcPortalClientId: {
    env: 'OIDC_PORTAL_CLIENT_ID',
    default: null,
    meaning:
      'What the portal is called at the provider: a public client (no secret, PKCE) with the redirect `<address>/signin`. None: one signs in to the portal with a token (docs/portal.md).',
    read: text,
  },
  oidcAlgorithms: {
    env: 'OIDC_ALGORITHMS',
    default: 'RS256,PS256,ES256,EdDSA',
    meaning: `What may have signed a token, of ${ALGORITHMS.join(', ')}.`,
    read: listOf(ALGORITHMS),
  },
  oidcClockSkewSeconds: {
    env: 'OIDC_CLOCK_SKEW_SECONDS',
    default: '30',
    meaning: 'How far the clock of the provider may be from that of this machine, in seconds.',
    read: integer(0, 300),
  },
  oidcJwksUrl: {
    env: 'OIDC_JWKS_URL',
    default: null,
    meaning: 'Where the keys of the provider are, where its discovery document does not say it.',
    read: secureUrl,
  },
  oidcNameClaim: {
    env: 'OIDC_NAME_CLAIM',
    default: 'email',
    meaning:
      'The claim with the name that `publishedBy`, `actor` and the audit log show; else `preferred_username`, else `sub`.',
    read: text,
  },
  oidcEmailClaim: {
    env: 'OIDC_EMAIL_CLAIM',
    default: 'email',
    meaning:
      'The claim with the address by which owners in documents are known. One that is not verified does not count.',
    read: text,
  },
  oidcDomainsClaim: {
    env: 'OIDC_DOMAINS_CLAIM',
    default: 'domains',
    meaning: 'The claim with the domains that somebody speaks for; a path as `app.domains` is followed.',
    read: text,
  },
  oidcTeamsClaim: {
    env: 'OIDC_TEAMS_CLAIM',
    default: 'groups',
    meaning: 'The claim with the teams, as documents name them (`owner.team`).',
    read: text,
  },
  oidcRolesClaim: {
    env: 'OIDC_ROLES_CLAIM',
    default: 'roles',
    meaning: 'The claim with the roles: those that grants name, and `platform`, `force`, `monitor`, `audit`.',
    read: text,
  },
  oidcMapping: {
    env: 'OIDC_MAPPING',
    default: null,
    meaning:
      'What values of claims stand for, where they are not the names of the catalog: `groups=dg-sales > domain:sales; groups=dg-data > role:platform`.',
    read: readClaimRules,
  },
} as const satisfies Record<string, Option<unknown>>;
