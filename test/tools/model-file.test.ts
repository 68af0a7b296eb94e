import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArtefact } from '../../src/learning/artefact';
import { iris } from '../../src/models/iris';
import { train } from '../../src/service/train';
import { run, succeeded } from './programs';

const READ = `
import json, sys
from safetensors import safe_open
with safe_open(sys.argv[1], framework="np") as file:
    tensors = {name: file.get_tensor(name) for name in file.keys()}
    card = json.loads(file.metadata()["card"])
    print(json.dumps({"classes": card["classes"], "sums": {name: float(tensor.sum()) for name, tensor in sorted(tensors.items())}}))
`;

test("Python's safetensors package reads from a model file what we wrote", () => {
  const artefact = Buffer.from(train(iris).artefact);
  const file = join(mkdtempSync(join(tmpdir(), 'canopy-')), 'model.safetensors');
  writeFileSync(file, artefact);
  const read = run('python3', '-c', READ, file);
  expect(read).toEqual(succeeded);
  const { classes, sums } = JSON.parse(read.output) as { classes: string[]; sums: Record<string, number> };
  expect(classes).toEqual(iris.target.classes);
  const { classes: _, ...tensors } = readArtefact(artefact).forest;
  for (const [name, tensor] of Object.entries(tensors)) {
    expect(sums[name]).toBeCloseTo(
      [...tensor].reduce((sum, value) => sum + value, 0),
      6,
    );
  }
});
