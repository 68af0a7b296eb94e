import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Application, AppProject } from '../../imports/argoproj.io';
import type { Namespace } from './namespace';

export interface ArgoCdProps {
  /** What Argo CD clones. */
  readonly gitUrl: string;
  /** The branch that it follows. @default main */
  readonly revision?: string;
  /** The namespaces that it fills, by the name of their environment. */
  readonly environments: Readonly<Record<string, ArgoCdEnvironment>>;
  /** Where Argo CD runs. @default argocd */
  readonly argoNamespace?: string;
}

export interface ArgoCdEnvironment {
  readonly namespace: Namespace;
  /** The folder in the repository that holds its manifests. */
  readonly path: string;
  /** automated: every commit is applied and drift is mended; manual: a person syncs. @default automated */
  readonly sync?: 'automated' | 'manual';
}

const IN_CLUSTER = 'https://kubernetes.default.svc';
/** What lives outside of namespaces, among all that the components make. */
const CLUSTER_KINDS = ['Namespace'];

/** What Argo CD is told: an application for each environment, in a project that allows just what they hold. */
export class ArgoCd extends Chart {
  constructor(scope: Construct, id: string, props: ArgoCdProps) {
    super(scope, id);
    const { gitUrl, revision = 'main', argoNamespace = 'argocd' } = props;
    const environments = Object.entries(props.environments);
    const kinds = kindsIn(environments.map(([, { namespace }]) => namespace));
    const isClusterWide = ({ kind }: { kind: string }): boolean => CLUSTER_KINDS.includes(kind);
    new AppProject(this, 'project', {
      metadata: { name: 'canopy', namespace: argoNamespace },
      spec: {
        description: 'Models and what serves them',
        sourceRepos: [gitUrl],
        destinations: environments.map(([, { namespace }]) => ({ server: IN_CLUSTER, namespace: namespace.name })),
        clusterResourceWhitelist: kinds.filter(isClusterWide),
        namespaceResourceWhitelist: kinds.filter((kind) => !isClusterWide(kind)),
      },
    });
    for (const [name, { namespace, path, sync = 'automated' }] of environments) {
      new Application(this, name, {
        metadata: { name: `canopy-${name}`, namespace: argoNamespace },
        spec: {
          project: 'canopy',
          source: { repoUrl: gitUrl, targetRevision: revision, path },
          destination: { server: IN_CLUSTER, namespace: namespace.name },
          syncPolicy: {
            ...(sync === 'automated' && { automated: { prune: true, selfHeal: true } }),
            syncOptions: ['CreateNamespace=true', 'ServerSideApply=true', 'PruneLast=true'],
            retry: { limit: 5, backoff: { duration: '5s', factor: 2, maxDuration: '3m' } },
          },
        },
      });
    }
  }
}

/** Every kind that the components of some namespaces make, each once, sorted. */
function kindsIn(namespaces: readonly Namespace[]): { group: string; kind: string }[] {
  const objects = namespaces
    .flatMap(({ node }) => node.findAll())
    .filter((construct) => ApiObject.isApiObject(construct));
  const names = objects.map(({ apiGroup, kind }) => `${apiGroup === 'core' ? '' : apiGroup}/${kind}`);
  return [...new Set(names)].sort().map((name) => {
    const [group = '', kind = ''] = name.split('/');
    return { group, kind };
  });
}
