import { describe, expect, it } from 'vitest';
import { OPTIONS, readConfig } from '../../src/config.js';

describe('the configuration', () => {
  it('serves on 127.0.0.1:4000 with a SQLite file where the environment says nothing', () => {
    expect(readConfig({})).toEqual({
      databaseUrl: 'sqlite:floe-catalog.sqlite',
      compileThreads: 2,
      compileInlineKb: 64,
      compileMemoryMb: 2048,
      compileLimitSeconds: 120,
      host: '127.0.0.1',
      portNumber: 4000,
      workers: 1,
      registry: null,
      bodyLimitMb: 25,
      answersMb: 32,
      trustedDocuments: null,
      trustedOnly: 'false',
      shutdownGraceSeconds: 10,
      logLevel: 'info',
      forcedPublish: 'allow',
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

  it('cannot be changed once read', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true);
  });

  it('has every name of the environment once', () => {
    const names = Object.values(OPTIONS).map((option) => option.env);
    expect(new Set(names).size).toBe(names.length);
  });
});
