/** Who may import whom, as ARCHITECTURE.md has it. */
const folders = {
  contract: [],
  learning: [],
  models: ['contract', 'learning'],
  platform: ['models', 'contract'],
  charts: ['platform', 'models', 'contract'],
  ci: ['platform', 'models', 'contract'],
  render: ['platform', 'models', 'contract'],
  pipeline: ['learning', 'models', 'report', 'service', 'contract'],
  report: ['learning', 'models', 'web', 'contract'],
  service: ['learning', 'models', 'report', 'web', 'contract'],
  load: ['models', 'contract'],
  web: ['models', 'contract'],
};

/** What serving uses of learning; the rest trains, judges or exports. */
const serving = [
  '^src/learning/(artefact|parameters|predictor|safetensors)\\.ts$',
  '^src/learning/encoding/(encoding|encoder|fitted-encoding|date|terms|words)\\.ts$',
  '^src/learning/encoding/(category|feature|number|tf-idf)-encoder\\.ts$',
  '^src/learning/explanations/(explain|gauss-legendre|linear-shap|tree-paths|tree-shap)\\.ts$',
  '^src/learning/(trees/forest|linear/linear|rows/table)\\.ts$',
];
/** The files of service that train. */
const trainers =
  '^src/service/(train|train-report|code-hash|encoded-rows|params|progress|rows|row-checker|row-source|csv-rows|http-source|s3-source|targets)\\.ts$';

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
      from: { path: '^src/service/', pathNot: trainers },
      to: { path: ['^src/learning/', '^src/report/', trainers], pathNot: serving },
    },
    {
      name: 'serving-needs-no-training-code',
      severity: 'error',
      from: { path: serving },
      to: { path: '^src/learning/', pathNot: serving },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: 'specify',
    doNotFollow: { path: 'node_modules' },
  },
};
