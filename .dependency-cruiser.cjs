// The house has floors (design: "The house"): a folder imports from lower lines only, and folders on one line do not know
// each other. Everything that is not allowed here is an error, a folder that is not listed too.
// CommonJS because dependency-cruiser looks for this name.

/** From the roof to the ground. */
const lines = [
  ['main.ts'],
  ['cli'],
  ['application.ts'],
  ['app.module.ts'],
  ['web'],
  ['http'],
  ['slates'],
  ['cases'],
  ['organisations', 'people', 'bodies', 'notices', 'objections', 'inquiries'],
  ['audit', 'outbox'],
  ['policy', 'workflow', 'database', 'protected-fields'],
  ['kernel'],
];

/** Recorded exceptions, each with its reason: { from: 'people', to: 'organisations', because: 'decision NNNN: …' } */
const exceptions = [];

/** The settings stand beside the lines: these may read them, and they know the kernel only. */
const readersOfConfig = ['main.ts', 'cli', 'application.ts', 'app.module.ts', 'http'];

/** Folders that work without the outside world, and the packages and built-ins they may use all the same. */
const pure = {
  kernel: ['uuid', 'canonicalize', 'node:crypto'],
  policy: ['yaml', 'ajv'],
  workflow: ['xstate'],
};

/** What the public pages can reach; so they cannot show a case or a protected field. */
const reachOfPublicPages = [
  '^src/web/(public|components)/',
  '^src/web/(paths|layout)\\.tsx?$',
  '^src/notices/',
  '^src/audit/read-audit\\.ts$',
  '^src/(objections|cases)/receive-objection\\.ts$',
  '^src/kernel/',
];

/** Who may hold the door to a write transaction; all others get a transaction from audit/record. */
const keepersOfTheDoor = [
  '^src/database/',
  '^src/audit/record\\.ts$',
  '^src/outbox/deliver\\.ts$',
  '^src/(main|application|app\\.module)\\.ts$',
  '^src/cli/',
];

const place = (name) => (name.endsWith('.ts') ? `^src/${name.replace('.', '\\.')}$` : `^src/${name}/`);
const outside = (name) =>
  name.startsWith('node:') ? `^(node:)?${name.slice('node:'.length)}$` : `(^|/)node_modules/${name}/`;

const places = lines.flat();
const ownCode = '^(src|migrations|bench|test)/';

const floors = places.map((name) => {
  const lower = lines.slice(lines.findIndex((line) => line.includes(name)) + 1).flat();
  const excepted = exceptions.filter(({ from }) => from === name).map(({ to }) => to);
  const config = readersOfConfig.includes(name) ? ['config.ts'] : [];
  return {
    name: `${name} imports lower lines only`,
    severity: 'error',
    from: { path: place(name) },
    to: { path: ownCode, pathNot: [name, ...lower, ...excepted, ...config].map(place).concat('^migrations/') },
  };
});

const purity = Object.entries(pure).map(([name, allowed]) => ({
  name: `${name} is pure`,
  comment: `Besides its own code it may use ${allowed.join(', ')}.`,
  severity: 'error',
  from: { path: place(name) },
  to: { pathNot: [ownCode, ...allowed.map(outside)] },
}));

module.exports = {
  forbidden: [
    ...floors,
    ...purity,
    {
      name: 'every folder has its line',
      comment: 'A new folder is a word the users say: give it its line at the top of .dependency-cruiser.cjs.',
      severity: 'error',
      from: { path: '^src/', pathNot: [...places, 'config.ts'].map(place) },
      to: {},
    },
    {
      name: 'config knows the kernel only',
      severity: 'error',
      from: { path: place('config.ts') },
      to: { path: ownCode, pathNot: place('kernel') },
    },
    {
      name: 'only database lists the migrations',
      severity: 'error',
      from: { path: '^src/', pathNot: place('database') },
      to: { path: '^migrations/' },
    },
    {
      name: 'migrations stand alone',
      comment: 'A migration is history: code that changes later must not change what it did.',
      severity: 'error',
      from: { path: '^migrations/' },
      to: { path: ownCode, pathNot: '^migrations/' },
    },
    {
      name: 'public pages show public things',
      severity: 'error',
      from: { path: '^src/web/public/' },
      to: { path: ownCode, pathNot: reachOfPublicPages },
    },
    {
      name: 'one write door',
      comment: 'Types (Tx) may be named anywhere; the door itself is held by few.',
      severity: 'error',
      from: { path: '^src/', pathNot: keepersOfTheDoor },
      to: { path: '^src/database/transactions\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no import that leads nowhere',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no tool of development in the product',
      severity: 'error',
      from: { path: '^(src|migrations)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.\\./)*dist/' }, // compiled copies
    tsPreCompilationDeps: true, // a type import is knowledge of the other folder too
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};
