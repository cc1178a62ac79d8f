const typescript = {
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/jest/strip.cjs' },
  // Lit and friends are ES modules already: nothing in node_modules is transformed.
  transformIgnorePatterns: ['/node_modules/'],
  modulePathIgnorePatterns: ['<rootDir>/.keyhold/', '/dist/', '/target/'],
};

/** `npx jest --selectProjects unit` and so on; `npm test` runs them all. */
export default {
  projects: [
    {
      ...typescript,
      displayName: 'unit',
      rootDir: import.meta.dirname,
      testEnvironment: 'node',
      testMatch: ['<rootDir>/{bridge,realm-config,stack}/**/*.test.ts'],
    },
    {
      ...typescript,
      displayName: 'components',
      rootDir: import.meta.dirname,
      testEnvironment: '@happy-dom/jest-environment',
      testMatch: ['<rootDir>/{account-console,elements}/**/*.test.ts'],
    },
    {
      ...typescript,
      displayName: 'structure',
      rootDir: import.meta.dirname,
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/structure/**/*.test.ts'],
    },
    {
      ...typescript,
      displayName: 'e2e',
      rootDir: import.meta.dirname,
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/e2e/**/*.e2e.ts'],
      globalSetup: '<rootDir>/test/support/global-setup.ts',
      globalTeardown: '<rootDir>/test/support/global-teardown.ts',
      setupFilesAfterEnv: ['<rootDir>/test/support/time-limit.ts'],
    },
  ],
};
