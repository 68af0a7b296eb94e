/** Which image each workload runs: ours by the digest that CI recorded, those of others by their version. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError, messageOf } from '../contract/exit';
import { catalogue, choices } from '../models/catalogue';
import { keyOf, type Model } from '../models/model';
import { environments } from './environments';
import { project } from './project';
import versions from './versions.json';

/** The targets of the Dockerfile; each is published as an image of its own. */
export const targets = ['api', 'load'] as const;
export type Target = (typeof targets)[number];

/** A published image, as CI found it. */
export interface PublishedImage {
  /** The short commit that it was built from. */
  readonly tag: string;
  readonly digest: string;
}

/** environment → image name → what runs there. */
export type ImageLock = Readonly<Record<string, Readonly<Record<string, PublishedImage>>>>;

export const imagesFile = join(__dirname, 'images.json');

/** An image that no release has published yet: it can be seen in a manifest, and it cannot be pulled. */
export const UNRELEASED = 'unreleased';

/** A service holds one variant of its model; the load is the same for all of them. */
export function imageName(model: Model, target: Target): string {
  return target === 'api' ? `${keyOf(model)}-api` : `${model.name}-${target}`;
}

/** What CI builds: every image of ours, and the model that it is built for. */
export const ownImages: readonly { readonly model: Model; readonly target: Target }[] = [
  ...choices.map((model) => ({ model, target: 'api' as const })),
  ...catalogue.map((model) => ({ model, target: 'load' as const })),
];

export const imageNames: readonly string[] = ownImages.map(({ model, target }) => imageName(model, target));

/** How a published image is told: as registries have it. */
export const TAG = /^\w[\w.-]{0,127}$/;
export const DIGEST = /^sha256:[\da-f]{64}$/;

/** Without a version: what workflows push to. */
export function imageRepository(name: string): string {
  return `${project.registry}/${project.owner}/${name}`;
}

/** What a pod of ours names. */
export function ownImage(lock: ImageLock, environment: string, model: Model, target: Target): string {
  const name = imageName(model, target);
  const published = lock[environment]?.[name];
  return `${imageRepository(name)}${published === undefined ? `:${UNRELEASED}` : `@${published.digest}`}`;
}

/** What a pod of another project names. */
export function foreignImage(name: keyof typeof versions): string {
  const { image, tag } = versions[name];
  return `${image}:${tag}`;
}

/**
 * @throws InputError that names the file, the entry and what was expected
 */
export function readImages(file = imagesFile): ImageLock {
  const fail = (what: string): never => {
    throw new InputError(`${file}: ${what}`);
  };
  let lock: unknown;
  try {
    lock = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    fail(`${messageOf(error).replaceAll('\n', ' ')}; ${FORM}`);
  }
  if (!isRecord(lock)) return fail(`it is no object; ${FORM}`);
  const names = environments.map(({ name }) => name);
  const checked: Record<string, Record<string, PublishedImage>> = {};
  for (const [environment, images] of Object.entries(lock)) {
    if (!names.includes(environment)) fail(`${environment} is no environment; expected ${names.join(', ')}`);
    if (!isRecord(images)) return fail(`${environment} is no object; expected image → { tag, digest }`);
    checked[environment] = {};
    for (const [name, image] of Object.entries(images)) {
      if (!imageNames.includes(name))
        fail(`${environment}.${name} is no image of ours; expected ${imageNames.join(', ')}`);
      if (!isPublished(image))
        return fail(
          `${environment}.${name} is ${JSON.stringify(image)}; expected a tag and a digest of sha256: and 64 hexadecimal digits`,
        );
      checked[environment][name] = image;
    }
  }
  return checked;
}

const FORM = 'expected environment → image → { tag, digest }';

function isPublished(image: unknown): image is PublishedImage {
  if (!isRecord(image)) return false;
  const { tag, digest } = image;
  return typeof tag === 'string' && TAG.test(tag) && typeof digest === 'string' && DIGEST.test(digest);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
