import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOM_RANK } from '../boundaries.ts';
import { ROOT } from '../source-tree.ts';

/** The schemas of the platform, and the part of the platform that each belongs to. */
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
const PLATFORM_RANK = -1;
const SCHEMAS = [...Object.keys(SCHEMA_OF_PLATFORM), ...Object.keys(ROOM_OF_SCHEMA), ...Object.keys(ROOM_RANK)]
  .join('|')
  .replaceAll('-', '_');
const NAMES = new RegExp(String.raw`\b((?:${SCHEMAS})\.\w+)`, 'g');
const WRITTEN = new RegExp(
  String.raw`\b(?:(?:insert into|update|delete from)\s+|(?:insertInto|updateTable|deleteFrom)\(')((?:${SCHEMAS})\.\w+)`,
  'g',
);

/** SQL files that name a table or function of a later room, each with its reason. At most five. */
export const SQL_EXCEPTIONS: Record<string, string> = {
  'src/platform/identity/database/functions/claims/parties.sql': 'in one-person mode a person holds a role at every party',
  'src/platform/identity/database/functions/labels/clearances.sql': 'the same, of clearances',
  'src/platform/identity/database/functions/account/object_of.sql': 'access records are kept of objects of every room',
  'src/rooms/people/database/functions/access/facts_of.sql': 'who may see an object is asked of objects of every room',
  'src/rooms/people/database/functions/access/access_to.sql': 'the same: an assignment opens the evidence of its obligations',
};

/**
 * TypeScript files that write a table of an earlier room. Trainees and their completions are shared by the rooms of training;
 * the transparency log has its tables in the ledger of the platform.
 */
export const WRITE_EXCEPTIONS: Record<string, string> = {
  'src/rooms/learning/classes/make-access-slips.command.ts': 'an access slip for a new number makes the trainee too',
  'src/rooms/readiness/roster/roster.store.ts': 'a roster is where trainees come from',
  'src/rooms/readiness/records/import-xapi-completions.command.ts': 'a voided statement revokes its completion',
  'src/rooms/readiness/records/revoke-completion.command.ts': 'a completion is revoked on the board of readiness',
  'src/rooms/readiness/recognition/end-equivalent.command.ts': 'a course that is no longer equivalent revokes its completions',
  'src/rooms/transparency-log/witnesses/enrol-witness.command.ts': 'witnesses are rows of the ledger',
  'src/rooms/transparency-log/erasures/ask-erasure.command.ts': 'so are erasures',
};

/** A file with SQL, by its path from the root. */
export type SqlFile = { path: string; sql: string };
type Place = { part: string; rank: number };

/** Every SQL file of rooms and platform. */
export const readSql = (): SqlFile[] =>
  globSync('src/*/*/database/**/*.sql', { cwd: ROOT }).map((path) => ({ path, sql: readFileSync(join(ROOT, path), 'utf8') }));

/** The room, or the part of the platform, to which each table and function belongs: a table to the folder of its access file, a function to that of its own file. */
export function ownersOf(files: readonly SqlFile[]): Map<string, string> {
  const owners = new Map<string, string>();
  for (const { path, sql } of files) {
    const [, floor, part, , kind] = path.split('/') as [string, string, string, string, string];
    const made =
      kind === 'access' ? /^alter table ([a-z_]+\.\w+) enable row level security/gm : /^create (?:or replace )?function ([a-z_]+\.\w+)/gm;
    for (const [, name] of sql.matchAll(made)) owners.set(name!, `${floor}/${part}`);
  }
  return owners;
}

/** The reason why this SQL is refused; undefined if it is accepted. SQL of a room names its own and earlier tables and functions, and creates functions only in its own schema. */
export function sqlFaultOf({ path, sql }: SqlFile, owners: ReadonlyMap<string, string>): string | undefined {
  const [, floor, room, , kind] = path.split('/') as [string, string, string, string, string];
  const own = placeOf(`${floor}/${room}`);
  if (own === undefined) return 'this room has no place in the order (test/boundaries.ts)';
  const code = sql.replaceAll(/--[^\n]*/g, '');
  const schemas =
    floor === 'platform'
      ? Object.keys(SCHEMA_OF_PLATFORM).filter((schema) => SCHEMA_OF_PLATFORM[schema] === room)
      : [SCHEMA_OF_ROOM[room] ?? room.replaceAll('-', '_')];
  for (const [, schema] of code.matchAll(/create (?:or replace )?function ([a-z_]+)\./g))
    if (!schemas.includes(schema!)) return `a function of ${schema} belongs to the room of that schema`;
  for (const [name, schema] of code.matchAll(/\b([a-z_]+)\.\w+/g)) {
    // An applied table file is never edited or divided, and 0013 creates the tables of all three rooms of training.
    if (kind === 'tables' && schemas.includes(schema!)) continue;
    const fault = laterFault(own, name, owners);
    if (fault) return fault;
  }
  return undefined;
}

/** The reasons why TypeScript of a room is refused: it names a table or function of a later room, or writes a table of an earlier room. */
export function tableFaultsOf(path: string, text: string, owners: ReadonlyMap<string, string>): { reads?: string; writes?: string } {
  const own = placeOf(path.split('/').slice(1, 3).join('/'));
  if (own === undefined) return {};
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/[^\n]*/gm, '');
  const known = (pattern: RegExp) => [...code.matchAll(pattern)].map(([, name]) => name!).filter((name) => owners.has(name));
  const reads = known(NAMES)
    .map((name) => laterFault(own, name, owners))
    .find((fault) => fault !== undefined);
  const written = known(WRITTEN).find((name) => owners.get(name) !== own.part);
  return {
    ...(reads && { reads }),
    ...(written && { writes: `${own.part} must not write ${written}, which belongs to ${owners.get(written)}` }),
  };
}

/** The fault of a name that belongs to a later place than this one, or to a room on its level. A name without owner belongs to the room of its schema. */
function laterFault(own: Place, name: string, owners: ReadonlyMap<string, string>): string | undefined {
  const schema = name.split('.')[0]!;
  const bySchema = SCHEMA_OF_PLATFORM[schema]
    ? `platform/${SCHEMA_OF_PLATFORM[schema]}`
    : `rooms/${ROOM_OF_SCHEMA[schema] ?? schema.replaceAll('_', '-')}`;
  const owner = placeOf(owners.get(name) ?? bySchema);
  if (owner === undefined || owner.part === own.part || owner.rank < own.rank || owner.rank === PLATFORM_RANK) return undefined;
  return `${own.part} must not name ${name}, which belongs to ${owner.part}`;
}

function placeOf(part: string): Place | undefined {
  const [floor, room] = part.split('/') as [string, string];
  const rank = floor === 'platform' ? PLATFORM_RANK : ROOM_RANK[room];
  return rank === undefined ? undefined : { part, rank };
}
