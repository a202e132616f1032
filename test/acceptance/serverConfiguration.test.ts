import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/config.js';
import { OPTIONS } from '../../src/config/options/options.js';

describe('the configuration', () => {
  it('serves on 127.0.0.1:4000 with a SQLite file where the environment says nothing', () => {
    expect(readConfig({})).toEqual({
      databaseUrl: 'sqlite:floe-catalog.sqlite',
      databaseReadUrl: null,
      compileThreads: 2,
      compileInlineKb: 64,
      compileMemoryMb: 2048,
      compileLimitSeconds: 120,
      host: '127.0.0.1',
      portNumber: 4000,
      workers: 1,
      registry: null,
      registries: null,
      dockerConfig: null,
      bodyLimitMb: 25,
      answersMb: 32,
      mcpWrites: 'off',
      maxTokens: 5000,
      maxDepth: 20,
      maxAliases: 100,
      maxDirectives: 100,
      maxCost: 70_000,
      maxRepresentations: 1000,
      maxSubscriptions: 100,
      maxSockets: 1000,
      maxRunning: 256,
      queryLimitSeconds: 30,
      rateAnonymous: 2_000_000,
      rateKnown: 30_000_000,
      rateRefused: 100,
      trustedProxies: null,
      corsOrigins: null,
      allowedHosts: null,
      trustedDocuments: null,
      trustedOnly: 'false',
      feedRetentionDays: null,
      slaWindowDays: 30,
      auditRetentionDays: null,
      observationRetentionDays: null,
      slowClientSeconds: 30,
      eventSource: 'urn:floe-catalog',
      natsUrl: null,
      natsCredentials: null,
      natsStream: 'floe',
      webhookKeys: null,
      webhookAllow: null,
      webhookHttp: 'refuse',
      webhookAttempts: 16,
      webhookRetryMs: 5000,
      webhookLimitSeconds: 15,
      webhookKeptDays: 30,
      metrics: 'on',
      metricsToken: null,
      metricsPorts: 200,
      shutdownGraceSeconds: 10,
      logLevel: 'info',
      polarisCatalog: null,
      polarisClientId: null,
      polarisClientSecret: null,
      polarisScope: null,
      polarisToken: null,
      polarisTokenUrl: null,
      polarisUrl: null,
      forcedPublish: 'allow',
      auth: 'none',
      authNone: 'loopback',
      anonymous: 'read',
      readPolicy: 'open',
      bootstrapToken: null,
      oidcIssuer: null,
      oidcAudience: null,
      oidcAlgorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
      oidcClockSkewSeconds: 30,
      oidcJwksUrl: null,
      oidcNameClaim: 'email',
      oidcPortalClientId: null,
      oidcEmailClaim: 'email',
      oidcDomainsClaim: 'domains',
      oidcTeamsClaim: 'groups',
      oidcRolesClaim: 'roles',
      oidcMapping: null,
    });
  });

  it('takes each option from the environment, an empty value for none', () => {
    const env = { PORT: '0', HOST: '', REGISTRY: 'oci://registry.acme.com', LOG_LEVEL: 'debug' };
    expect(readConfig(env)).toMatchObject({
      portNumber: 0,
      host: '127.0.0.1',
      registry: 'oci://registry.acme.com',
      logLevel: 'debug',
    });
  });

  it.each([
    ['PORT', 'http', 'PORT="http" is not understood: expected a whole number from 0 to 65535.'],
    ['PORT', '70000', 'PORT="70000" is not understood: expected a whole number from 0 to 65535.'],
    [
      'LOG_LEVEL',
      'loud',
      'LOG_LEVEL="loud" is not understood: expected one of fatal, error, warn, info, debug, trace, silent.',
    ],
    [
      'REGISTRY',
      'https://x',
      'REGISTRY="https://x" is not understood: expected oci://host or oci://host/path, without a slash at the end.',
    ],
  ])('refuses %s=%s in words', (name, value, words) => {
    expect(() => readConfig({ [name]: value })).toThrow(words);
  });

  it('reads registries with the part of them that may be asked, and which of them speak no TLS', () => {
    const REGISTRIES = 'Registry.acme.com, oci://ghcr.io/acme/platforms, http://registry.internal:5000, [::1]:5000';
    expect(readConfig({ REGISTRIES }).registries).toEqual([
      { host: 'registry.acme.com', path: '', plainHttp: false },
      { host: 'ghcr.io', path: 'acme/platforms', plainHttp: false },
      { host: 'registry.internal:5000', path: '', plainHttp: true },
      { host: '[::1]:5000', path: '', plainHttp: false },
    ]);
    for (const wrong of ['*', 'registry.acme.com,', 'ftp://x', 'a b', 'ada:secret@registry.acme.com'])
      expect(() => readConfig({ REGISTRIES: wrong })).toThrow('expected registries with commas');
  });

  it.each([['none'], ['HS256'], ['RS256,none']])('takes no algorithm that anybody can sign with: %s', (value) => {
    expect(() => readConfig({ OIDC_ALGORITHMS: value })).toThrow('OIDC_ALGORITHMS');
  });

  it('lets nobody in unasked from a network, unless it is told to', () => {
    for (const host of ['0.0.0.0', '::', '10.0.0.7', 'catalog.acme.com', '127.0.0.1.acme.com'])
      expect(() => readConfig({ HOST: host })).toThrow('AUTH_NONE=anywhere');
    for (const host of ['127.0.0.1', '::1', 'localhost', '127.1.2.3'])
      expect(readConfig({ HOST: host }).host).toBe(host);
    expect(readConfig({ HOST: '0.0.0.0', AUTH_NONE: 'anywhere' }).host).toBe('0.0.0.0');
    expect(readConfig({ HOST: '0.0.0.0', AUTH: 'tokens' }).host).toBe('0.0.0.0');
  });

  it('asks for what AUTH=oidc needs, and for an issuer that nobody can listen to', () => {
    expect(() => readConfig({ AUTH: 'oidc' })).toThrow('OIDC_ISSUER and OIDC_AUDIENCE');
    expect(() => readConfig({ OIDC_ISSUER: 'http://login.acme.com' })).toThrow('https://');
    expect(() => readConfig({ OIDC_MAPPING: 'dg-sales: sales' })).toThrow('claim=value > domain:name');
  });

  it('keeps observations for as long as availability is judged by them, and as long again', () => {
    const env = { SLA_WINDOW_DAYS: '90', OBSERVATION_RETENTION_DAYS: '120' };
    expect(() => readConfig(env)).toThrow('keep twice SLA_WINDOW_DAYS, 180 days, or more');
    expect(readConfig({ ...env, OBSERVATION_RETENTION_DAYS: '180' }).observationRetentionDays).toBe(180);
  });

  it('does not show a secret that it does not understand', () => {
    expect(() => readConfig({ BOOTSTRAP_TOKEN: 'hunter2' })).toThrow('BOOTSTRAP_TOKEN is not understood');
    expect(() => readConfig({ BOOTSTRAP_TOKEN: 'hunter2' })).not.toThrow('hunter2');
  });

  it('cannot be changed once read', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true);
  });

  it('has every name of the environment once', () => {
    const names = Object.values(OPTIONS).map((option) => option.env);
    expect(new Set(names).size).toBe(names.length);
  });
});
