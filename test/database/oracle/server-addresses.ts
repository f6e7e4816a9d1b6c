import type { FastifyInstance } from 'fastify';

/** Every method and address of the running server, from its own route table. HEAD is part of GET. */
export function addressesOf(server: FastifyInstance): [method: string, url: string][] {
  const path: string[] = [];
  return server
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line): [string, string][] => {
      const found = /^((?:│ {3}| {4})*)(?:├── |└── )(\S*) \(([^)]*)\)/.exec(line);
      if (!found) return [];
      const depth = found[1]!.length / 4;
      path.length = depth;
      path[depth] = found[2]!;
      const url = path.join('').replaceAll(/\/+/g, '/');
      return found[3]!
        .split(', ')
        .filter((method) => method !== 'HEAD')
        .map((method) => [method, url] as [string, string]);
    });
}
