import { ROOM_RANK } from './boundaries.ts';

/** The owner of each schema that is not named after its room. */
const SCHEMA_OF_PLATFORM: Record<string, string> = { platform: 'db', identity: 'identity', ledger: 'ledger', mail: 'mail' };
/** People and the log have their tables in schemas of the platform, because every policy uses them. Three rooms share one schema. */
const SCHEMA_OF_ROOM: Record<string, string> = {
  people: 'identity',
  'transparency-log': 'ledger',
  courses: 'training',
  learning: 'training',
  readiness: 'training',
};
/** The first room of each schema with another name. */
const ROOM_OF_SCHEMA: Record<string, string> = { training: 'courses' };
const FIRST = -1;

/** SQL files that name a schema of a later room, each with its reason. At most five. */
export const SQL_EXCEPTIONS: Record<string, string> = {
  'src/platform/identity/database/functions/claims/parties.sql': 'in one-person mode a person holds a role at every party',
  'src/platform/identity/database/functions/labels/clearances.sql': 'the same, of clearances',
  'src/rooms/people/database/functions/access/object_of.sql': 'access records are kept of objects of every room',
  'src/rooms/people/database/functions/access/facts_of.sql': 'who may see an object is asked of objects of every room',
  'src/rooms/people/database/functions/access/access_to.sql': 'the same: an assignment opens the evidence of its obligations',
};

/** The reason why this SQL is refused; undefined if it is accepted. SQL of a room names its own and earlier schemas, and creates functions only in its own. */
export function sqlFaultOf(path: string, sql: string): string | undefined {
  const [, floor, room] = path.split('/') as [string, string, string];
  const rank = floor === 'platform' ? FIRST : ROOM_RANK[room];
  if (rank === undefined) return 'this room has no place in the order (test/boundaries.ts)';
  const code = sql.replaceAll(/--[^\n]*/g, '');
  const own =
    floor === 'platform'
      ? Object.keys(SCHEMA_OF_PLATFORM).filter((schema) => SCHEMA_OF_PLATFORM[schema] === room)
      : [SCHEMA_OF_ROOM[room] ?? room.replaceAll('-', '_')];
  for (const [, schema] of code.matchAll(/create (?:or replace )?function ([a-z_]+)\./g))
    if (!own.includes(schema!)) return `a function of ${schema} belongs to the room of that schema`;
  for (const [, schema] of code.matchAll(/\b([a-z_]+)\.[a-z_]+/g)) {
    const named = SCHEMA_OF_PLATFORM[schema!] !== undefined ? FIRST : ROOM_RANK[ROOM_OF_SCHEMA[schema!] ?? schema!.replaceAll('_', '-')];
    if (named === undefined || own.includes(schema!)) continue;
    if (named > rank || (named === rank && rank !== FIRST)) return `${room} must not name ${schema}, which comes after it`;
  }
  return undefined;
}
