import { defineConfig } from 'vitest/config';
import { LeftOutReporter } from './test/support/LeftOutReporter.js';
import { LongestFirst } from './test/support/longestFirst.js';

export default defineConfig({
  resolve: {
    // type-graphql and Apollo load graphql's CommonJS build; a second copy would be "another module or realm".
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/globalSetup.ts'],
    reporters: ['default', new LeftOutReporter()],
    setupFiles: ['test/support/setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // Most of what tests make is garbage at once: with more room for what is young, less of it is looked at.
    execArgv: ['--max-semi-space-size=64'],
    // A worker loads the house once for all of its files: they leave nothing behind (test/support/atEnd.ts).
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // A provider of tests says at each start that it is one.
    onConsoleLog: (log) => (log.startsWith('oidc-provider') ? false : undefined),
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A busy machine takes longer than a second to open a socket.
    expect: { poll: { timeout: 15_000 } },
  },
});
