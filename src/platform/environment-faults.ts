/** What is wrong with environments, before anything is made of them. */

import type { Environment, ServedModel } from './environments';

const DNS_LABEL = /^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/;

/** @returns one line a fault, each with the name of its environment */
export function environmentFaults(environments: readonly Environment[]): string[] {
  return [
    ...repeated(environments.map(({ name }) => name)).map((name) => `${name}: two environments have this name`),
    ...repeated(environments.map(({ namespace }) => namespace)).map(
      (name) => `${name}: two environments share this namespace`,
    ),
    ...environments.flatMap(faultsOfOne),
  ];
}

function faultsOfOne({ name, models, scrapeSeconds = 5 }: Environment): string[] {
  const served = models.map(({ model }) => model.name);
  return [
    ...(DNS_LABEL.test(name)
      ? []
      : [
          `${name}: an environment is a folder and part of names; expected at most 40 lower case letters, digits and dashes`,
        ]),
    ...repeated(served).map((model) => `${name}: ${model} is listed twice`),
    ...models.flatMap((model) => servingFaults(name, model)),
    ...count(`${name}.scrapeSeconds`, scrapeSeconds),
  ];
}

function servingFaults(environment: string, { model, replicas, loadTest }: ServedModel): string[] {
  const where = `${environment}.${model.name}`;
  return [
    ...count(`${where}.replicas.min`, replicas.min),
    ...count(`${where}.replicas.max`, replicas.max),
    ...(loadTest
      ? [...count(`${where}.loadTest.users`, loadTest.users), ...count(`${where}.loadTest.requests`, loadTest.requests)]
      : []),
  ];
}

function count(where: string, value: number): string[] {
  return Number.isSafeInteger(value) && value >= 1 ? [] : [`${where} is ${value}; expected a whole number from 1`];
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
