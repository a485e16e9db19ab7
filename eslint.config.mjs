// Lint: the strict, type-aware rules of typescript-eslint, and the rules of this house that a machine can check.
// Formatting is prettier's, import directions are dependency-cruiser's.
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Files that are tables: one long thought, longer than a file of code may be. Each with its reason. */
const tables = [
  'src/http/refusals.ts', // reason codes with status and words
  'src/http/api/act-inputs.ts', // the fields of every act
  'src/http/api/outputs.ts', // the fields of every answer
];

/** What the house forbids by syntax, in groups, because each group has one place where it is allowed. */
const forbidden = {
  environment: [
    ['MemberExpression[object.name="process"][property.name="env"]', 'Only src/config.ts reads the environment.'],
    ['MemberExpression[object.name="process"][property.value="env"]', 'Only src/config.ts reads the environment.'],
    ['VariableDeclarator[init.name="process"]', 'Only src/config.ts reads the environment.'],
    ['ImportDeclaration[source.value=/^(node:)?process$/]', 'Only src/config.ts reads the environment.'],
  ],
  transactions: [
    [
      'CallExpression[callee.property.name="transaction"]',
      'Transactions are opened by the write door only (src/database/transactions.ts): overlapping ones lose data on SQLite.',
    ],
    [
      'CallExpression[callee.property.name="createQueryRunner"]',
      'Query runners are made in src/database only: the embedded driver shares one among everybody.',
    ],
  ],
  clock: [
    ['NewExpression[callee.name="Date"][arguments.length=0]', 'The time comes from the clock (src/kernel/clock.ts).'],
    ['CallExpression[callee.name="Date"]', 'The time comes from the clock (src/kernel/clock.ts).'],
    [
      'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
      'The time comes from the clock (src/kernel/clock.ts).',
    ],
  ],
};

/** A later entry of the list below replaces the whole rule, so an exception names the groups that stay. */
function forbid(...groups) {
  const patterns = groups.flatMap((group) => forbidden[group]);
  return { 'no-restricted-syntax': ['error', ...patterns.map(([selector, message]) => ({ selector, message }))] };
}

export default defineConfig(
  { ignores: ['dist/', 'var/', 'node_modules/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'object-shorthand': 'error',
      'default-case-last': 'error',
      'no-param-reassign': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Numbers print as expected; everything else still has to say how it becomes text.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // [...name] takes a name apart by code points, which is how names are counted here.
      '@typescript-eslint/no-misused-spread': 'off',
      // A port's method is async for those implementations that wait.
      '@typescript-eslint/require-await': 'off',
      // Nest's modules are empty classes with a decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // Input classes carry decorators for the pipe; to the code they are shapes like any other.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
    },
  },
  {
    files: ['src/**/*.ts', 'src/**/*.tsx'],
    rules: {
      ...forbid('environment', 'transactions', 'clock'),
      'no-console': 'error',
    },
  },
  {
    files: ['src/**/*.ts', 'src/**/*.tsx'],
    ignores: tables,
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['src/config.ts'], rules: forbid('transactions', 'clock') },
  { files: ['src/database/**/*.ts'], rules: forbid('environment', 'clock') },
  { files: ['src/kernel/clock.ts'], rules: forbid('environment', 'transactions') },
  { files: ['src/main.ts', 'src/cli/**/*.ts'], rules: { 'no-console': 'off' } },
  { files: ['migrations/**/*.ts'], rules: forbid('environment', 'transactions', 'clock') },
  // The tests of the database may open transactions of their own: they prove what goes wrong.
  { files: ['test/**/*.ts'], ignores: ['test/database/**'], rules: forbid('transactions') },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    extends: [tseslint.configs.strict],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
