/** Who may import whom, as ARCHITECTURE.md has it. */
const folders = {
  contract: [],
  learning: [],
  models: ['contract', 'learning'],
  platform: ['models', 'contract'],
  charts: ['platform', 'models', 'contract'],
  ci: ['platform', 'models', 'contract'],
  render: ['platform', 'models', 'contract'],
  service: ['learning', 'models', 'web', 'contract'],
  load: ['models', 'contract'],
  web: ['models', 'contract'],
};

/** Everything that trains; the rest of learning predicts. */
const training =
  'src/learning/(engines|histogram|ml-random-forest|grow-tree|class-target|bins|occurring-bins|tree|split|scores|random)';

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    ...Object.entries(folders).map(([folder, allowed]) => ({
      name: `${folder}-imports`,
      severity: 'error',
      from: { path: `^src/${folder}/` },
      to: { path: '^src/', pathNot: `^src/(${[folder, ...allowed].join('|')})/` },
    })),
    {
      name: 'models-see-only-types-of-learning',
      severity: 'error',
      from: { path: '^src/models/' },
      to: { path: '^src/learning/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'serving-does-not-train',
      severity: 'error',
      from: { path: '^src/service/', pathNot: '^src/service/(train|params|rows)' },
      to: { path: [training, '^src/service/(train|params|rows)'] },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: 'specify',
    doNotFollow: { path: 'node_modules' },
  },
};
