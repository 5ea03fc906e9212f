// Dates in tests read the same everywhere.
process.env.TZ = 'UTC';

const scaffold = require('./.config/jest.config');

// The scaffold's pattern leaves out `.mjs`, which is all that some of Grafana's dependencies ship.
const transform = { '^.+\\.(m?[tj]sx?)$': scaffold.transform['^.+\\.(t|j)sx?$'] };

/** Plain Node: what the generator and the command line run. */
const node = (displayName, testMatch) => ({
  displayName,
  testMatch,
  testEnvironment: 'node',
  transform,
  transformIgnorePatterns: scaffold.transformIgnorePatterns,
});

module.exports = {
  projects: [
    {
      ...scaffold,
      displayName: 'unit',
      transform,
      testMatch: ['<rootDir>/src/**/*.test.{ts,tsx}'],
    },
    node('node', ['<rootDir>/{demo,stack,generate,bench}/**/*.test.ts', '<rootDir>/tests/architecture/**/*.test.ts']),
    node('rules', ['<rootDir>/tests/promql/**/*.test.ts']),
    node('integration', ['<rootDir>/tests/integration/**/*.test.ts']),
  ],
};
