/** `canopy export`: a trained model in a form that other programs run. */

import { readFileSync } from 'node:fs';
import { sync as writeFileAtomic } from 'write-file-atomic';
import { InputError, messageOf } from '../contract/exit';
import { readArtefact, type Artefact } from '../learning/artefact';
import { Encoder } from '../learning/encoding/encoder';
import { toOnnx } from '../learning/onnx/onnx';
import { modelNamed } from '../models/catalogue';
import { modelFile, versionOf } from '../service/model-file';

/**
 * Writes the predictor as ONNX. Its input is what the estimator sees: the encoded columns, whose titles are in the
 * file's metadata beside the encoding, since words and stems are nothing that ONNX knows.
 * @returns a line that says what was written
 * @throws InputError when the model was not trained
 */
export function exportOnnx(name: string, to: string): string {
  const model = modelNamed(name);
  const path = modelFile(model);
  const { artefact, version } = readModel(path, name);
  const { card, predictor } = artefact;
  const titles = new Encoder(card.encoding).columns.map(({ title }) => title);
  const onnx = toOnnx(predictor, {
    ...{ name: model.name, version, columns: titles },
    ...(card.classes.length > 0 && { classes: card.classes }),
    metadata: { encoding: JSON.stringify(card.encoding) },
  });
  writeFileAtomic(to, Buffer.from(onnx));
  return `${to}: ${model.title}, version ${version}, ${titles.length} columns in, ${onnx.length} bytes`;
}

function readModel(path: string, name: string): { readonly artefact: Artefact; readonly version: string } {
  try {
    const file = readFileSync(path);
    return { artefact: readArtefact(file), version: versionOf(file) };
  } catch (error) {
    throw new InputError(`${path}: ${messageOf(error)}; train it with: npm run train -- ${name}`);
  }
}
