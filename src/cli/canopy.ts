/** `canopy <command>`: parse, call, print, exit. */

import { Command } from 'commander';
import packageJson from '../../package.json';
import { runProgram } from '../contract/exit';
import { imagesFile } from '../platform/image-lock';
import { recordImage } from './images';
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

runProgram(() => canopy.parseAsync());
