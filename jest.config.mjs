// Runs the TypeScript tests as ES modules, straight from the sources. The compiler settings below have to give classes the
// meaning that tsconfig.json gives them (decorators with metadata, fields that are defined and not assigned): the
// validation and dependency injection of the application hang on it.
const compiler = {
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: {
      legacyDecorator: true,
      decoratorMetadata: true,
      useDefineForClassFields: true,
      verbatimModuleSyntax: true,
    },
    keepClassNames: true,
  },
  module: { type: 'es6' },
};

export default {
  roots: ['<rootDir>/src', '<rootDir>/test', '<rootDir>/migrations'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testEnvironment: 'node',
  injectGlobals: false,
  transform: { '^.+\\.ts$': ['@swc/jest', { ...compiler, sourceMaps: 'inline' }] },
  extensionsToTreatAsEsm: ['.ts'],
  // Sources import './x.js', the name after compiling; the tests want './x.ts'.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  moduleFileExtensions: ['js', 'mjs', 'cjs', 'ts', 'json', 'node'],
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  maxWorkers: 2,
  // What a test file leaves behind in its module context is never given back; near the limit of its heap a worker only collects.
  workerIdleMemoryLimit: '1GB',
  testTimeout: 60_000,
  globalSetup: '<rootDir>/test/support/start-databases.mjs',
  globalTeardown: '<rootDir>/test/support/stop-databases.mjs',
};
