/** @type {import('jest').Config} */
module.exports = {
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
  // What synthesis and rehearsals write is no part of the project.
  modulePathIgnorePatterns: ['<rootDir>/cdktf.out/', '<rootDir>/.rehearsal/'],
};
