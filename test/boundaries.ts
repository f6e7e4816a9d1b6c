/** The rooms in their order: a room may import the doors of rooms of an earlier rank. `nations` and its later neighbours share one. */
export const ROOM_RANK: Record<string, number> = {
  policy: 0,
  parties: 1,
  people: 2,
  evidence: 3,
  commitments: 4,
  // Before the rooms that share a rank: training reads what learning systems sent.
  lrs: 4.5,
  nations: 5,
  cooperation: 5,
  training: 5,
  past: 5,
  reporting: 6,
  safekeeping: 7,
  reviews: 8,
  log: 9,
};

/** Reviews stand on the spine only: a feature room reaches them by writing evidence. */
const REVIEWS_MAY_SEE = ['policy', 'parties', 'people', 'evidence', 'commitments'];

const FLOOR: Record<string, number> = { kernel: 0, platform: 1, site: 2, web: 2, rooms: 3, app: 4 };

// Packages that must never reach a browser.
const SERVER_ONLY = /^(node:|pg$|kysely|fastify|@fastify|@myriaddreamin)/;

/** Why a file may not import another, or undefined where it may. Both are paths from the root; a package name is itself. */
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
  if (ROOM_RANK[other] >= ROOM_RANK[own]) return `room ${own} must not import ${other}, which stands after it`;
  if (own === 'reviews' && !REVIEWS_MAY_SEE.includes(other))
    return `reviews must not import ${other}: it reaches a review by writing evidence`;
  // The browser takes schemas, rules and pieces of pages straight, for the door also opens on the database.
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
  return path.startsWith('src/web/') || /^src\/rooms\/[a-z-]+\/ui\//.test(path);
}

function isPure(path: string): boolean {
  return /\.rules\.ts$/.test(path) || (path.startsWith('src/kernel/') && !isTest(path));
}

function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || /\/fixtures(\/|\.ts$)/.test(path);
}

/** Whose a schema is, where its name is not the room's own. */
const SCHEMA_OF_PLATFORM: Record<string, string> = { platform: 'db', identity: 'identity', ledger: 'ledger', mail: 'mail' };
/** People and the log keep their tables in schemas of the platform, since every policy asks them. */
const SCHEMA_OF_ROOM: Record<string, string> = { people: 'identity', log: 'ledger' };
const FIRST = -1;

/** SQL that names a schema of a room after its own, each with its reason. At most five. */
export const SQL_EXCEPTIONS: Record<string, string> = {
  'src/platform/identity/database/functions/claims/parties.sql': 'in one-person mode somebody holds a role at every party there is',
  'src/platform/identity/database/functions/labels/clearances.sql': 'the same, of clearances',
  'src/rooms/people/database/functions/access/object_of.sql': 'access records are kept of objects of every room',
  'src/rooms/people/database/functions/access/facts_of.sql': 'who may see an object is asked of objects of every room',
  'src/rooms/people/database/functions/access/access_to.sql': 'the same: a seat opens the evidence of its obligations',
};

/** Why SQL in this file may not say what it says, or undefined where it may. A room's SQL names schemas of its own and of earlier rooms, and creates functions in its own. */
export function sqlFaultOf(path: string, sql: string): string | undefined {
  const [, floor, room] = path.split('/') as [string, string, string];
  const rank = floor === 'platform' ? FIRST : ROOM_RANK[room];
  if (rank === undefined) return 'this room has no place in the order (test/boundaries.ts)';
  const code = sql.replaceAll(/--[^\n]*/g, '');
  const own =
    floor === 'platform'
      ? Object.keys(SCHEMA_OF_PLATFORM).filter((schema) => SCHEMA_OF_PLATFORM[schema] === room)
      : [SCHEMA_OF_ROOM[room] ?? room];
  for (const [, schema] of code.matchAll(/create (?:or replace )?function ([a-z]+)\./g))
    if (!own.includes(schema!)) return `a function of ${schema} belongs to the room of that schema`;
  for (const [, schema] of code.matchAll(/\b([a-z]+)\.[a-z_]+/g)) {
    const named = SCHEMA_OF_PLATFORM[schema!] !== undefined ? FIRST : ROOM_RANK[schema!];
    if (named === undefined || own.includes(schema!)) continue;
    if (named > rank || (named === rank && rank !== FIRST)) return `${room} must not name ${schema}, which stands after it`;
  }
  return undefined;
}
