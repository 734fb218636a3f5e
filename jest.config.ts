import type { Config } from 'jest';

/** Tests are ES modules, run from their TypeScript sources; types are checked apart, by `npm run types`. */
const config: Config = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/{test,packages/*/test}/**/*.test.{ts,tsx}'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '\\.tsx?$': '<rootDir>/test/strip-types.ts' },
  restoreMocks: true,
  testTimeout: 20_000,
  // Most tests wait for the wire, so every core can have one.
  maxWorkers: '100%',
};

export default config;
