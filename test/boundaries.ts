/** The rooms in their order: a room may import the doors of rooms of an earlier rank. `nations` and its later neighbours share one. */
export const ROOM_RANK: Record<string, number> = {
  policy: 0,
  parties: 1,
  people: 2,
  evidence: 3,
  commitments: 4,
  // Before the rooms that share a rank: readiness reads what learning systems sent.
  lrs: 4.5,
  nations: 5,
  cooperation: 5,
  imports: 5,
  courses: 5.1,
  learning: 5.2,
  readiness: 5.3,
  returns: 6,
  reports: 6.5,
  // After reports: workers learn of a channel, and interviews are encrypted to its readers.
  contractors: 6.6,
  retention: 7,
  reviews: 8,
  'transparency-log': 9,
};

/** Reviews import the spine only: a feature room influences them by writing evidence. */
const REVIEWS_MAY_SEE = ['policy', 'parties', 'people', 'evidence', 'commitments'];

const FLOOR: Record<string, number> = { kernel: 0, platform: 1, site: 2, web: 2, rooms: 3, app: 4 };

// Packages that must never reach a browser.
const SERVER_ONLY = /^(node:|pg$|kysely|fastify|@fastify|@myriaddreamin)/;

/** The reason why a file may not import another; undefined if it may. Both are paths from the root, or the name of a package. */
export function faultOf(from: string, to: string): string | undefined {
  if (isBrowser(from) && !isTest(from)) {
    if (SERVER_ONLY.test(to)) return 'browser code must not import a server package';
    if (/\.(store|command|query)\.ts$/.test(to) || /^src\/platform\/(?!texts\/)/.test(to) || to.startsWith('src/app/'))
      return 'browser code may see schemas, rules and texts only';
  }
  if (isPure(from) && /^(node:fs|node:net|pg$|kysely|fastify)/.test(to)) return 'rules and the kernel do no I/O';
  if (!to.startsWith('src/')) return undefined;
  const [floorFrom, floorTo] = [floorOf(from), floorOf(to)];
  if (floorFrom === undefined || floorTo === undefined) return 'this folder is on no floor';
  if (isTest(from)) return undefined;
  const mayBorrow =
    (floorFrom === 'web' && floorTo === 'rooms' && (/\/ui\//.test(to) || /\.schema\.ts$/.test(to))) ||
    (floorFrom === 'site' && floorTo === 'platform');
  if (FLOOR[floorTo]! > FLOOR[floorFrom]! && !mayBorrow)
    return `${floorFrom} must not import ${floorTo}: floors go app -> rooms -> platform -> kernel`;
  if (floorFrom === 'rooms' && floorTo === 'rooms') return roomFault(from, to);
  if (/\.rules\.ts$/.test(from) && /\.(store|command|query)\.ts$/.test(to)) return 'rules must not import stores, commands or queries';
  if (/\.store\.ts$/.test(from) && /\.(command|query)\.ts$/.test(to)) return 'a store must not import a command or a query';
  return undefined;
}

function roomFault(from: string, to: string): string | undefined {
  const [own, other] = [from.split('/')[2]!, to.split('/')[2]!];
  if (own === other) {
    if (/\.rules\.ts$/.test(from) && /\.(store|command|query)\.ts$/.test(to)) return 'rules must not import stores, commands or queries';
    if (/\.store\.ts$/.test(from) && /\.(command|query)\.ts$/.test(to)) return 'a store must not import a command or a query';
    return undefined;
  }
  if (ROOM_RANK[own] === undefined || ROOM_RANK[other] === undefined) return 'this room has no place in the order (test/boundaries.ts)';
  if (ROOM_RANK[other] >= ROOM_RANK[own]) return `room ${own} must not import ${other}, which comes after it`;
  if (own === 'reviews' && !REVIEWS_MAY_SEE.includes(other))
    return `reviews must not import ${other}: it reaches a review by writing evidence`;
  // The browser imports schemas, rules and components directly, because the door also exports code that uses the database.
  const browserPart = isBrowser(from) && (/\.(schema|rules)\.ts$/.test(to) || /\/(ui|texts)\//.test(to) || /\/texts\.ts$/.test(to));
  if (!/^src\/rooms\/[a-z-]+\/index\.ts$/.test(to) && !browserPart)
    return `rooms are entered by their door: import #rooms/${other}/index.ts`;
  return undefined;
}

function floorOf(path: string): string | undefined {
  const name = path.split('/')[1]!;
  return FLOOR[name] === undefined ? undefined : name;
}

function isBrowser(path: string): boolean {
  return path.startsWith('src/web/') || /^src\/rooms\/[a-z-]+\/(ui|[a-z-]+\/browser)\//.test(path);
}

function isPure(path: string): boolean {
  return /\.rules\.ts$/.test(path) || (path.startsWith('src/kernel/') && !isTest(path));
}

function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || /\/fixtures(\/|\.ts$)/.test(path);
}

/** The maximum number of files and sub-folders in a folder, so that it can be read at a glance. */
const MAX_ENTRIES = 25;

type Imports = { readonly path: string; readonly imports: readonly string[] };

/** Folders with too many entries, given every file as a path from the root. */
export function crowdedFolders(paths: readonly string[]): string[] {
  const entries = new Map<string, Set<string>>();
  for (const path of paths) {
    const parts = path.split('/');
    for (let depth = 1; depth < parts.length; depth += 1) {
      const folder = parts.slice(0, depth).join('/');
      entries.set(folder, (entries.get(folder) ?? new Set()).add(parts[depth]!));
    }
  }
  return [...entries]
    .filter(([, { size }]) => size > MAX_ENTRIES)
    .map(([folder, { size }]) => `${folder}: ${size} entries, at most ${MAX_ENTRIES}`);
}

/** Files that import each other, one line per cycle. */
export function fileCircles(files: readonly Imports[]): string[] {
  const graph = new Map(files.map(({ path, imports }) => [path, new Set(imports.filter((to) => to.startsWith('src/')))]));
  return circlesIn(graph).map((circle) => circle.join(' <-> '));
}

/** Sub-folders of one folder that import each other, directly or not, inside a room, src/platform or src/app. Imports by tests do not count. */
export function folderCircles(files: readonly Imports[]): string[] {
  const folders = new Map<string, Map<string, Set<string>>>();
  for (const { path, imports } of files) {
    const own = /^src\/(?:rooms\/[^/]+|platform|app)\//.exec(path)?.[0];
    if (own === undefined || isTest(path)) continue;
    const from = path.split('/');
    for (const target of imports) {
      const to = target.split('/');
      const common = from.findIndex((part, index) => part !== to[index]);
      // Both are in one room or floor, each in a sub-folder of their common folder.
      if (!target.startsWith(own) || common >= from.length - 1 || common >= to.length - 1 || isTest(target)) continue;
      const parent = from.slice(0, common).join('/');
      const graph = folders.get(parent) ?? new Map<string, Set<string>>();
      folders.set(parent, graph.set(from[common]!, (graph.get(from[common]!) ?? new Set()).add(to[common]!)));
    }
  }
  return [...folders].flatMap(([parent, graph]) => circlesIn(graph).map((circle) => `${parent}: ${circle.join(' <-> ')}`));
}

/**
 * What is wrong with the numbered list of folders in a room's README, and with its sentence on the order in `ui/`: a folder without a line or the reverse, and
 * imports of a folder further down. A room with one folder needs no list. Imports by tests do not count.
 */
export function folderOrderFaults(room: string, readme: string, files: readonly Imports[]): string[] {
  const own = `src/rooms/${room}/`;
  const section = /^## Folders\n[\s\S]*?(?=^## )/m.exec(readme)?.[0] ?? '';
  const listed = [...section.matchAll(/^\d+\. `([\w/-]+)`: \S/gm)].map((row) => row[1]!);
  const inUi = [...(/^(?:In `ui\/`|`ui\/` has)[\s\S]*/m.exec(section)?.[0] ?? '').matchAll(/`(ui\/[\w/-]+)`/g)].map((row) => row[1]!);
  const code = files.filter(({ path }) => path.startsWith(own) && !isTest(path));
  const found = new Set(code.flatMap(({ path }) => /^([\w-]+)\//.exec(path.slice(own.length))?.[1] ?? []));
  const present = [...found].filter((folder) => !/^(ui|texts|fixtures)$/.test(folder)).sort();
  const named = listed.filter((folder) => !folder.includes('/')).sort();
  const lists =
    present.length < 2 || present.join() === named.join() ? [] : [`${room} has ${present.join(', ')} and lists ${named.join(', ')}`];
  const placeIn = (list: readonly string[], path: string) =>
    list.reduce(
      (found, folder, at) => (path.startsWith(`${own}${folder}/`) && folder.length > (list[found]?.length ?? 0) ? at : found),
      -1,
    );
  const below = [listed, inUi].flatMap((list) =>
    code.flatMap(({ path, imports }) =>
      imports.flatMap((to) => (placeIn(list, path) >= 0 && placeIn(list, to) > placeIn(list, path) ? [`${path} -> ${to}`] : [])),
    ),
  );
  return [...lists, ...below];
}

/** The strongly connected components: each node of a group reaches every other node of the group. */
function circlesIn(graph: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const reached = new Map([...graph.keys()].map((node) => [node, reachedFrom(graph, node)]));
  const seen = new Set<string>();
  return [...graph.keys()].sort().flatMap((node) => {
    if (seen.has(node) || !reached.get(node)!.has(node)) return [];
    const circle = [...reached.get(node)!].filter((other) => reached.get(other)?.has(node)).sort();
    for (const one of circle) seen.add(one);
    return [circle];
  });
}

function reachedFrom(graph: ReadonlyMap<string, ReadonlySet<string>>, start: string): Set<string> {
  const reached = new Set<string>();
  const left = [...(graph.get(start) ?? [])];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (reached.has(node)) continue;
    reached.add(node);
    left.push(...(graph.get(node) ?? []));
  }
  return reached;
}
