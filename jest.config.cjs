/** Three suites: unit needs nothing, tools needs the programs that generated files are for, cluster needs KUBECONFIG. */
const project = (displayName, testMatch) => ({
  displayName,
  testMatch,
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022' } }] },
});

module.exports = {
  testTimeout: 20_000, // on a busy machine
  projects: [
    {
      ...project('unit', ['<rootDir>/test/**/*.test.ts']),
      testPathIgnorePatterns: ['<rootDir>/test/(tools|cluster)/'],
      globalSetup: '<rootDir>/test/train-once.ts',
    },
    project('tools', ['<rootDir>/test/tools/**/*.test.ts']),
    project('cluster', ['<rootDir>/test/cluster/**/*.test.ts']),
  ],
};
