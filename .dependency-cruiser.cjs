/** Who may import what. The table is the one in docs/architecture.md; `npm run rules` checks it. */

/**
 * For each folder of src/ (or single file), the folders (or files) that it may import. 'types of' allows types alone: of
 * the engine, which computes in a worker, the page knows what it may call and what comes back, and nothing of it runs here.
 */
const MAY_IMPORT = {
  math: [],
  wire: [],
  diffusion: ['math/'],
  nn: ['math/'],
  data: ['math/'],
  config: [
    'diffusion/',
    'nn/names.ts',
    'data/sets/',
    'data/shape.ts',
    'data/mnistParts.ts',
    'data/collection.ts',
  ],
  lessons: ['config/', 'data/dataError.ts'],
  runtime: ['nn/', 'math/'],
  quality: ['math/', 'nn/', 'data/', 'runtime/'],
  storage: [
    'math/',
    'config/',
    'data/imageSet.ts',
    'data/collection.ts',
    'data/sets/',
    'data/shape.ts',
    'nn/safetensors.ts',
  ],
  render: ['math/', 'data/shape.ts'],
  files: [
    'math/',
    'wire/',
    'diffusion/',
    'nn/',
    'config/',
    'data/',
    'render/film.ts',
    'storage/checkpoint.ts',
    'storage/portableRun.ts',
    'storage/collectionStorage.ts',
    'engine/run/buildNetwork.ts',
    'engine/run/networkConfig.ts',
    'engine/run/networkSize.ts',
  ],
  engine: [
    'math/',
    'wire/',
    'diffusion/',
    'nn/',
    'config/',
    'data/',
    'runtime/',
    'quality/',
    'storage/',
    'experiments/engine.ts',
  ],
  // An experiment has two halves: what the worker computes, and what the page shows.
  'experiments/[^/]+/engine/': [
    'math/',
    'diffusion/',
    'nn/',
    'config/',
    'data/',
    'runtime/',
    'quality/',
    'engine/',
  ],
  'experiments/engine.ts': ['experiments/[^/]+/engine/'],
  'experiments/(?!engine[.]ts|[^/]+/engine/)': [
    'math/',
    'diffusion/',
    'config/',
    'data/',
    'store/',
    'render/',
    'ui/',
    'types of engine/',
    'types of experiments/[^/]+/engine/',
    'types of quality/',
    'types of storage/',
  ],
  store: [
    'lessons/',
    'math/',
    'wire/',
    'diffusion/',
    'config/',
    'data/',
    'storage/',
    'types of engine/',
    'types of files/serveFiles.ts',
    'types of files/collection/',
    'types of render/',
  ],
  ui: [
    'lessons/',
    'math/',
    'diffusion/',
    'config/',
    'data/',
    'store/',
    'render/',
    'types of engine/',
    'types of storage/',
  ],
  page: [
    'store/',
    'storage/',
    'data/fetchBytes.ts',
    'ui/',
    'experiments/registry.ts',
    'types of experiments/experiment.ts',
  ],
  'buildId.d.ts': [],
  'gifenc.d.ts': [],
  'main.ts': ['page/', 'ui/'],
};

const packages = names => `(^|/)node_modules/(${names.join('|')})(/|$)`;
/** What the browser starts: the page and its workers. */
const ROOTS = [
  '^src/main[.]ts$',
  '^src/(engine|files)/worker[.]ts$',
  '^src/runtime/wasm/helperWorker[.]ts$',
  // Every .tsx file is compiled to imports of it.
  '^src/ui/jsx/',
];
const TESTS = '[.]test[.]tsx?$';

const TYPES = 'types of ';
const under = folders => folders.map(folder => `^src/${folder}`);

/** A folder's name is the beginning of a path; a pattern says itself where it ends. */
const isPlain = room => /^[a-z]+$/.test(room);

const table = Object.entries(MAY_IMPORT).flatMap(([room, allowed]) => {
  const whole = allowed.filter(entry => !entry.startsWith(TYPES));
  const types = allowed.filter(entry => entry.startsWith(TYPES)).map(entry => entry.slice(TYPES.length));
  const from = { path: `^src/${room}${isPlain(room) ? '/' : ''}`, pathNot: TESTS };
  const comment = `${room} may import only: ${allowed.join(', ') || 'nothing'}`;
  const severity = 'error';
  return [
    {
      name: `imports-of-${room}`,
      comment,
      severity,
      from,
      to: { path: '^src/', pathNot: [`^src/${room}`, ...under([...whole, ...types]), '[.]css$'] },
    },
    ...(types.length === 0
      ? []
      : [
          {
            name: `types-for-${room}`,
            comment,
            severity,
            from,
            to: {
              path: under(types),
              pathNot: [`^src/${room}`, ...under(whole)],
              dependencyTypesNot: ['type-only'],
            },
          },
        ]),
  ];
});

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    ...table,
    rule(
      'every-room-has-a-row',
      'A new folder of src/ needs a row in the table.',
      { path: '^src/', pathNot: `^src/(${Object.keys(MAY_IMPORT).join('|')})` },
      {},
    ),
    rule(
      'tfjs-only-in-runtime-and-engine',
      'The page never loads tfjs; only the worker does.',
      { path: '^src/', pathNot: ['^src/(runtime|engine|quality)/', '^src/experiments/[^/]+/engine/', TESTS] },
      { path: packages(['@tensorflow']) },
    ),
    rule(
      'react-only-in-ui',
      'What is not drawn must run, and be tested, without React.',
      {
        path: '^src/',
        pathNot: ['^src/(ui|page)/', '^src/experiments/(?![^/]+/engine/)', '^src/main[.]ts$'],
      },
      { path: packages(['react', 'react-dom', 'radix-ui', 'lucide-react', 'katex', 'uplot', '@radix-ui']) },
    ),
    rule(
      'stores-are-vanilla',
      'The entry of zustand itself brings React along.',
      { path: '^src/', pathNot: '^src/(ui|experiments|page)/' },
      { path: packages(['zustand']), pathNot: '/(vanilla|middleware)' },
    ),
    rule(
      'page-without-node',
      'The page runs in a browser.',
      { path: '^src/', pathNot: TESTS },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'page-without-tools',
      'What ships needs nothing from bench, scripts or tests.',
      { path: '^src/' },
      { path: '^(bench|scripts|tests|e2e)/' },
    ),
    rule(
      'page-without-dev-dependencies',
      'What ships is made of the packages under "dependencies" only.',
      { path: '^src/' },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    ),
    rule(
      'imports-of-bench',
      'The benchmark measures runtimes in workers: it needs networks and nothing of the page.',
      { path: '^bench/' },
      {
        path: '^src/',
        pathNot: '^src/((math|nn|config|runtime|wire)/|engine/run/networkConfig[.]ts$|ui/styles/.*[.]css$)',
      },
    ),
    rule('no-cycles', 'Modules that import each other cannot be read one by one.', {}, { circular: true }),
    rule(
      'no-orphans',
      'Nobody imports it and it imports nothing: dead.',
      { orphan: true, path: '^src/', pathNot: [TESTS, '[.]d[.]ts$', '[.]css$'] },
      {},
    ),
    rule(
      'no-unused-modules',
      'Neither the page nor a worker ever reaches it; what only commands use stands in scripts/.',
      { path: ROOTS },
      { path: '^src/', pathNot: [...ROOTS, TESTS, '[.]d[.]ts$'], reachable: false },
    ),
    rule(
      'no-unresolvable',
      'An import that leads nowhere.',
      { path: '^(src|bench|scripts)/' },
      // Those that a plugin of the build makes begin so.
      { couldNotResolve: true, pathNot: '^virtual:' },
    ),
  ],
  options: {
    // Without this, imports of types are not seen at all.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    // Written in AssemblyScript, and compiled by scripts/buildKernels.ts.
    exclude: '^src/runtime/wasm/kernels/',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.css'],
    },
  },
};
