import { addressOf, Graph, type Port } from '../../src/charts/graph';

function port(owner: string, number = 80, host = owner): Port {
  return { owner, name: 'http', number, host };
}

/** @param edges such as 'grafana needs prometheus' and 'prometheus reaches api' */
function graphOf(...edges: readonly string[]): Graph {
  const graph = new Graph();
  for (const [from = '', verb, to = ''] of edges.map((edge) => edge.split(' '))) {
    graph.add({ from, to: port(to), ordered: verb === 'needs' });
  }
  return graph;
}

test('a port is written as host and port, by the name of its Service', () => {
  expect(addressOf(port('iris-api', 8989, 'iris-api-pods'))).toBe('iris-api-pods:8989');
});

describe('the wave of a component', () => {
  test('is the first when it needs nothing', () => {
    expect(new Graph().waveOf('api')).toBe(0);
  });

  test('comes after the last wave of all that it needs', () => {
    const graph = graphOf('airflow needs redis', 'airflow needs mlflow', 'mlflow needs postgres', 'dags needs airflow');
    expect(['redis', 'postgres', 'mlflow', 'airflow', 'dags'].map((name) => graph.waveOf(name))).toEqual([
      0, 0, 1, 2, 3,
    ]);
  });

  test('does not wait for what it only reaches', () => {
    const graph = graphOf('prometheus reaches api', 'api needs postgres', 'grafana needs prometheus');
    expect(['api', 'prometheus', 'grafana'].map((name) => graph.waveOf(name))).toEqual([1, 0, 1]);
  });

  test('is a number even in a cycle, so that the other faults of such a program can be found', () => {
    const graph = graphOf('egg needs hen', 'hen needs egg', 'omelette needs egg');
    expect(['egg', 'hen', 'omelette'].map((name) => graph.waveOf(name))).toEqual([1, 1, 2]);
  });
});

describe('a cycle', () => {
  test('is told from its first member to its first member', () => {
    expect(graphOf('soup needs egg', 'egg needs hen', 'hen needs farm', 'farm needs egg').cycle()).toEqual([
      'egg',
      'hen',
      'farm',
      'egg',
    ]);
  });

  test('may be one component that needs itself', () => {
    expect(graphOf('egg needs egg').cycle()).toEqual(['egg', 'egg']);
  });

  test('is none when one of them only reaches the other', () => {
    expect(graphOf('worker needs server', 'server reaches worker').cycle()).toBeUndefined();
  });

  test('is none where two ways lead to the same component', () => {
    expect(graphOf('a needs b', 'a needs c', 'b needs d', 'c needs d').cycle()).toBeUndefined();
  });
});

describe('who may connect to a port', () => {
  test('is whoever needs or reaches it, each once, by name', () => {
    const graph = graphOf('load needs api', 'prometheus reaches api', 'load reaches api', 'grafana needs prometheus');
    expect(graph.clientsOf('api', 80)).toEqual(['load', 'prometheus']);
  });

  test('is told apart from who connects to another port of the same component', () => {
    const graph = new Graph();
    graph.add({ from: 'load', to: port('api', 80), ordered: true });
    graph.add({ from: 'operator', to: port('api', 81), ordered: true });
    expect(graph.clientsOf('api', 81)).toEqual(['operator']);
  });
});

test('a component that connects to one port through two Services reaches it once', () => {
  const graph = new Graph();
  graph.add({ from: 'load', to: port('api', 80, 'api'), ordered: true });
  graph.add({ from: 'load', to: port('api', 80, 'api-pods'), ordered: false });
  expect(graph.reachedBy('load').map(({ owner, number }) => `${owner}:${number}`)).toEqual(['api:80']);
});
