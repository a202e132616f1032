import { defineConfig } from 'vitest/config';
import { LeftOutReporter } from './test/support/LeftOutReporter.js';

export default defineConfig({
  resolve: {
    // type-graphql and Apollo load graphql's CommonJS build; a second copy would be "another module or realm".
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/globalSetup.ts'],
    reporters: [
      'default',
      ...(process.env['GITHUB_ACTIONS'] === 'true' ? ['github-actions'] : []),
      new LeftOutReporter(),
    ],
    setupFiles: ['test/support/setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
