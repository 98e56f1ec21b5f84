// Every test names the config that it needs: one that is exported in a terminal is somebody's own.
delete process.env.PLATFORM_CONFIG;

/** Packages published as ES modules only; jest runs CommonJS, so these are transformed too. */
const esModules = [
  'listr2',
  'cli-truncate',
  'eventemitter3',
  'log-update',
  'wrap-ansi',
  'ansi-escapes',
  'ansi-styles',
  'cli-cursor',
  'restore-cursor',
  'onetime',
  'mimic-function',
  'slice-ansi',
  'strip-ansi',
  'ansi-regex',
  'string-width',
  'emoji-regex',
  'get-east-asian-width',
  'is-fullwidth-code-point',
  'environment',
  'rfdc',
  'colorette',
];

/** @type {import('jest').Config} */
const shared = {
  testEnvironment: 'node',
  transform: { '^.+\\.(mjs|js|ts)$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
  moduleNameMapper: {
    '^fargate-delivery$': '<rootDir>/index.ts',
    '^fargate-delivery/(modules/.*)$': '<rootDir>/$1',
    '^(embedded-aws|plan-review)/(.*)$': '<rootDir>/packages/$1/src/$2',
  },
  // What is built, and copies of the project that tests make.
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/packages/[^/]+/dist/', '<rootDir>/.rehearsal/'],
  transformIgnorePatterns: [`/node_modules/(?!(${esModules.join('|')})/)`],
};

/** @type {import('jest').Config} */
module.exports = {
  testSequencer: '<rootDir>/__tests__/e2e/longest-first.js',
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/__tests__/*.test.ts',
        '<rootDir>/{__tests__/unit,packages/plan-review/__tests__}/**/*.test.ts',
      ],
      setupFilesAfterEnv: ['<rootDir>/__tests__/helpers/setup-jest.ts'],
    },
    { ...shared, displayName: 'rehearsal', testMatch: ['<rootDir>/packages/embedded-aws/**/*.test.ts'] },
    { ...shared, displayName: 'e2e', testMatch: ['<rootDir>/__tests__/e2e/**/*.test.ts'] },
  ],
};
