import type { Config } from 'jest';

/**
 * Tests are ES modules, run from their TypeScript sources; types are checked apart, by `npm run types`. What a file is
 * called says when it runs (package.json): `*.test.ts` always, `*.model.test.ts` always and longer in `test:all`,
 * `*.storm.test.ts` (many processes) and `*.browser.test.ts` in `test:all` alone.
 */
const config: Config = {
  testEnvironment: '<rootDir>/test/suite/nothing-left.ts',
  testMatch: ['<rootDir>/{test,packages/*/test}/**/*.test.{ts,tsx}'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '\\.tsx?$': '<rootDir>/test/suite/strip-types.ts' },
  globalSetup: '<rootDir>/test/suite/postgres-of-run.ts',
  globalTeardown: '<rootDir>/test/suite/postgres-unused.ts',
  restoreMocks: true,
  // Work takes as long as it takes, on a busy machine longer: this only ends what would never end.
  testTimeout: 15 * 60_000,
  // A busy machine needs a while to end a big process. What would keep it from ending fails its own file.
  workerGracefulExitTimeout: 60_000,
  // Most tests wait for the wire, so every core can have one.
  maxWorkers: '100%',
};

export default config;
