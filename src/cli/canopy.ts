/** `canopy <command>`: parse, call, print, exit. */

import { Command } from 'commander';
import packageJson from '../../package.json';
import { runProgram } from '../contract/exit';
import { imagesFile } from '../platform/image-lock';
import { exportOnnx } from './export';
import { recordImage } from './images';
import { searchModel, type SearchFlags } from './search';
import { start } from './start';

const canopy = new Command('canopy')
  .description(packageJson.description)
  .version(packageJson.version)
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2)); // a command that is not one is wrong input

canopy.command('start').description('train, synthesize and serve the model of MODEL_TO_USE').action(start);

canopy
  .command('images')
  .description('the images that environments run')
  .command('record <environment> <image> <tag> <digest>')
  .description('let an environment run a published image, from the next synth on')
  .action((environment: string, image: string, tag: string, digest: string) => {
    recordImage(imagesFile, environment, image, { tag, digest });
    console.log(`${environment} runs ${image} ${tag} from the next synth on`);
  });

canopy
  .command('search <model>')
  .description('look for better hyper-parameters of a model; goes on where it was stopped')
  .option('--metric <names>', 'what decides; several with commas (default: the selection metric of the model)')
  .option('--trials <count>', 'sets of parameters that are tried', '30')
  .option('--seed <number>', 'of the drawing', '42')
  .option('--folds <count>', '0: compare on the validation rows; else by cross-validation', '0')
  .option('--write', 'put what is found into params.yaml, if it is better')
  .action(async (model: string, flags: SearchFlags) => {
    for (const line of await searchModel(model, flags)) console.log(line);
  });

canopy
  .command('export <model>')
  .description('write a trained model as ONNX')
  .requiredOption('--onnx <file>', 'where to write it')
  .action((model: string, { onnx }: { readonly onnx: string }) => console.log(exportOnnx(model, onnx)));

runProgram(() => canopy.parseAsync());
