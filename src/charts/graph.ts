/** Who needs whom within a namespace. Sync waves and network policies are computed from it, never typed in. */

/** A place where a component can be reached. */
export interface Port {
  /** The component that offers it. */
  readonly owner: string;
  readonly name: string;
  /** Its number, the same on the Service and in the pod. */
  readonly number: number;
  /** The Service in front of it. */
  readonly host: string;
}

/** As a client writes it: host and port. */
export function addressOf({ host, number }: Port): string {
  return `${host}:${number}`;
}

interface Edge {
  readonly from: string;
  readonly to: Port;
  /** Whether the client also starts after the owner. */
  readonly ordered: boolean;
}

export class Graph {
  private readonly edges: Edge[] = [];

  add(edge: Edge): void {
    this.edges.push(edge);
  }

  /** The ports that a component connects to, each once. */
  reachedBy(component: string): Port[] {
    const ports = this.edges.filter(({ from }) => from === component).map(({ to }) => to);
    return uniqueBy(ports, ({ owner, number }) => `${owner}:${number}`);
  }

  /** Who connects to a port of a component, in order of their names. */
  clientsOf(component: string, port: number): string[] {
    const clients = this.edges.filter(({ to }) => to.owner === component && to.number === port).map(({ from }) => from);
    return [...new Set(clients)].sort();
  }

  /** 0 for what needs nothing, else one more than the last of what it needs. What closes a cycle does not count. */
  waveOf(component: string, path: readonly string[] = []): number {
    const way = [...path, component];
    const needed = this.neededBy(component).filter((owner) => !way.includes(owner));
    return Math.max(-1, ...needed.map((owner) => this.waveOf(owner, way))) + 1;
  }

  /** Components that need each other in a circle, the first one repeated at the end; undefined when there are none. */
  cycle(): string[] | undefined {
    const visit = (component: string, path: readonly string[]): string[] | undefined => {
      if (path.includes(component)) return [...path.slice(path.indexOf(component)), component];
      return firstOf(this.neededBy(component), (owner) => visit(owner, [...path, component]));
    };
    return firstOf(this.edges, ({ from }) => visit(from, []));
  }

  private neededBy(component: string): string[] {
    return this.edges.filter(({ from, ordered }) => from === component && ordered).map(({ to }) => to.owner);
  }
}

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function uniqueBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}
