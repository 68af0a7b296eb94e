import type * as Project from '../../src/platform/project';

type Project = (typeof Project)['project'];

/** The project as it is when package.json names this repository. */
function projectAt(url: string): Project {
  let module: typeof Project | undefined;
  jest.doMock('../../package.json', () => ({ repository: { url } }));
  jest.isolateModules(() => {
    module = jest.requireActual<typeof Project>('../../src/platform/project');
  });
  return module!.project;
}

test.each([
  'git+https://github.com/flowers/iris.js.git',
  'https://github.com/flowers/iris.js.git',
  'https://github.com/flowers/iris.js',
  'git+ssh://git@github.com/flowers/iris.js.git',
  'git@github.com:flowers/iris.js.git',
])('%s says who publishes the project, and what Argo CD clones', (url) => {
  expect(projectAt(url)).toMatchObject({
    owner: 'flowers',
    repository: 'iris.js',
    gitUrl: 'https://github.com/flowers/iris.js.git',
    registry: 'ghcr.io',
    branch: 'main',
  });
});

test.each(['', 'https://example.org/flowers/iris', 'https://github.com/flowers'])(
  'a repository called %p is refused with the form that was expected',
  (url) => {
    expect(() => projectAt(url)).toThrow(
      `package.json: repository.url is '${url}'; expected git+https://github.com/OWNER/REPOSITORY.git`,
    );
  },
);
