/** What every component promises, whatever it runs. */

import { at, isRecord, listAt, type Objects } from './synthesized';

/** @param name of the component that these objects are all of */
export function testEveryComponent(name: string, objects: Objects): void {
  const workloads = [...objects.values()].filter((object) => isRecord(at(object, 'spec.template.spec')));
  const pods = workloads.map((workload) => at(workload, 'spec.template.spec'));
  const containers = pods.flatMap((pod) => [...listAt(pod, 'initContainers'), ...listAt(pod, 'containers')]);
  const label = { 'app.kubernetes.io/name': name };

  test('it runs something', () => {
    expect(containers).not.toEqual([]);
  });

  test('its pods pass Pod Security `restricted`, and write nowhere but where they are told', () => {
    for (const pod of pods) {
      expect(at(pod, 'securityContext')).toMatchObject({
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      });
      expect(at(pod, 'securityContext.runAsUser')).toBeGreaterThan(0);
      expect(Object.keys(isRecord(pod) ? pod : {}).filter((member) => member.startsWith('host'))).toEqual([]);
      for (const volume of listAt(pod, 'volumes')) {
        expect(at(volume, 'configMap') ?? at(volume, 'emptyDir.sizeLimit')).toBeDefined();
      }
    }
    for (const container of containers) {
      expect(at(container, 'securityContext')).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
    }
  });

  test('no pod is given a token of the cluster or the addresses of its neighbours', () => {
    expect(at(objects.get(`ServiceAccount/${name}`), 'automountServiceAccountToken')).toBe(false);
    for (const pod of pods) {
      expect(pod).toMatchObject({
        serviceAccountName: name,
        automountServiceAccountToken: false,
        enableServiceLinks: false,
      });
    }
  });

  test('a container has limits, and all the memory that it may use is its own', () => {
    for (const container of containers) {
      expect(at(container, 'resources.limits.cpu')).toEqual(expect.any(String));
      expect(at(container, 'resources.requests.cpu')).toEqual(expect.any(String));
      expect(at(container, 'resources.limits.memory')).toEqual(expect.stringMatching(/^\d+Mi$/));
      expect(at(container, 'resources.requests.memory')).toBe(at(container, 'resources.limits.memory'));
    }
  });

  test('everything selects its pods by their name alone', () => {
    const selectors = [...objects.values()].flatMap((object) =>
      ['spec.selector.matchLabels', 'spec.podSelector.matchLabels', 'spec.selector']
        .map((path) => at(object, path))
        .filter((selector) => selector !== undefined && at(selector, 'matchLabels') === undefined),
    );
    expect(selectors.length).toBeGreaterThan(0);
    for (const selector of selectors) expect(selector).toEqual(label);
    for (const workload of workloads) expect(at(workload, 'spec.template.metadata.labels')).toMatchObject(label);
  });

  test('everything lies in the namespace, and has the labels of the component and a wave', () => {
    for (const object of objects.values()) {
      const labels = { ...label, 'app.kubernetes.io/part-of': 'canopy' };
      expect(at(object, 'metadata')).toMatchObject({ namespace: 'flowers', labels });
      expect(at(object, 'metadata.annotations')).toHaveProperty(
        ['argocd.argoproj.io/sync-wave'],
        expect.stringMatching(/^\d+$/),
      );
    }
  });
}
