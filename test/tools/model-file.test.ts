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

test("Python's safetensors package reads from a model file what we wrote", async () => {
  const artefact = Buffer.from((await train(iris)).artefact);
  const file = join(mkdtempSync(join(tmpdir(), 'canopy-')), 'model.safetensors');
  writeFileSync(file, artefact);
  const read = run('python3', '-c', READ, file);
  expect(read).toEqual(succeeded);
  const { classes, sums } = JSON.parse(read.output) as { classes: string[]; sums: Record<string, number> };
  expect(classes).toEqual(iris.target.classes);
  const tensors = Object.entries(readArtefact(artefact).predictor).flatMap(([name, member]) =>
    member instanceof Float64Array || member instanceof Int32Array ? [{ name, sum: sumOf(member) }] : [],
  );
  expect(Object.keys(sums).sort()).toEqual(tensors.map(({ name }) => name).sort());
  for (const { name, sum } of tensors) expect(sums[name]).toBeCloseTo(sum, 6);
});

function sumOf(numbers: Iterable<number>): number {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
}
