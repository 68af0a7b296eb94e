import { App } from 'cdk8s';
import type { Construct } from 'constructs';
import { Component } from '../../src/charts/component';
import type { Port } from '../../src/charts/graph';
import { LoadTest } from '../../src/charts/load-test';
import { Namespace } from '../../src/charts/namespace';
import { at, irisApi, objectsOf } from './synthesized';
import { iris } from '../../src/models/iris';

/** A component that only connects. */
class Peer extends Component {
  readonly http: Port;

  constructor(scope: Construct, name: string) {
    super(scope, name);
    this.http = this.offers('http', 80);
  }

  starts(connect: { needs?: Port; reaches?: Port }): void {
    if (connect.needs) this.needs(connect.needs);
    if (connect.reaches) this.reaches(connect.reaches);
  }
}

function waveOf(component: Component): unknown {
  return at(objectsOf(component).get(`Service/${component.name}`), 'metadata.annotations');
}

test('waves follow what components need, whatever the order in which they were written', () => {
  const namespace = new Namespace(new App(), 'namespace', { name: 'flowers' });
  const [first, second, third] = ['first', 'second', 'third'].map((name) => new Peer(namespace, name));
  third!.starts({ needs: second!.http });
  second!.starts({ needs: first!.http });
  first!.starts({ reaches: third!.http });
  expect([first!, second!, third!].map(waveOf)).toEqual(
    ['0', '1', '2'].map((wave) => ({ 'argocd.argoproj.io/sync-wave': wave })),
  );
});

test('names stay when a component moves to another place of the program', () => {
  const namespace = new Namespace(new App(), 'namespace', { name: 'flowers' });
  const here = new Peer(namespace, 'api');
  const there = new Peer(new Peer(namespace, 'shop'), 'api');
  expect([...objectsOf(there)]).toEqual([...objectsOf(here)]);
});

test('a component outside of a namespace is refused with its path', () => {
  const outside = () => new LoadTest(new App(), 'load-test', { model: iris, image: 'load', target: irisApi });
  expect(outside).toThrow('load-test: it is in no Namespace; give it one as its scope');
});
