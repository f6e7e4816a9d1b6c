import type pg from 'pg';
import { type Group, group } from '#kernel/roles.ts';
import { ownersOf, readSql, type SqlFile } from '../../architecture/sql-boundaries.ts';
import { ROOM_RANK } from '../../boundaries.ts';

// docs/database: the tables of each room and who may read and write it, read from the catalogue of a migrated database.

type Column = {
  table: string;
  name: string;
  type: string;
  required: boolean;
  fallback: string | null;
  refers: string | null;
  note: string | null;
};
type Table = { name: string; note: string | null };
type Policy = {
  table: string;
  name: string;
  does: string;
  permissive: boolean;
  roles: string[];
  reads: string | null;
  writes: string | null;
};
type Grant = { table: string; role: string; right: string; columns: string[] | null };
type Routine = { name: string; call: string; answers: string; definer: boolean; body: string; open: boolean; note: string | null };

const SCHEMAS = `select oid from pg_namespace where nspowner = 'manumit_schema'::regrole`;

const TABLES = `select c.oid::regclass::text as name, obj_description(c.oid, 'pg_class') as note
  from pg_class c where c.relkind in ('r', 'p', 'v') and c.relnamespace in (${SCHEMAS}) order by 1`;

const COLUMNS = `select c.oid::regclass::text as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required,
    pg_get_expr(d.adbin, d.adrelid) as fallback, col_description(c.oid, a.attnum) as note,
    (select string_agg(distinct f.confrelid::regclass::text, ', ') from pg_constraint f where f.conrelid = c.oid and f.contype = 'f' and f.conkey = array[a.attnum]) as refers
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relkind in ('r', 'p', 'v') and c.relnamespace in (${SCHEMAS}) order by 1, a.attnum`;

const POLICIES = `select p.polrelid::regclass::text as table, p.polname as name, p.polroles::regrole[]::text[] as roles, p.polpermissive as permissive,
    case p.polcmd when 'r' then 'read' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end as does,
    pg_get_expr(p.polqual, p.polrelid) as reads, pg_get_expr(p.polwithcheck, p.polrelid) as writes
  from pg_policy p join pg_class c on c.oid = p.polrelid where c.relnamespace in (${SCHEMAS}) order by 1, 2`;

const GRANTS = `select c.oid::regclass::text as table, g.grantee::regrole::text as role, lower(g.privilege_type) as right, null::text[] as columns
  from pg_class c cross join aclexplode(c.relacl) g where c.relkind in ('r', 'p', 'v') and c.relnamespace in (${SCHEMAS}) and g.grantee = 'manumit_app'::regrole
  union all
  select c.oid::regclass::text, g.grantee::regrole::text, lower(g.privilege_type), array_agg(a.attname::text order by a.attnum)
  from pg_class c join pg_attribute a on a.attrelid = c.oid cross join aclexplode(a.attacl) g
  where c.relnamespace in (${SCHEMAS}) and g.grantee = 'manumit_app'::regrole group by 1, 2, 3 order by 1, 3`;

const ROUTINES = `select n.nspname || '.' || p.proname as name, p.oid::regprocedure::text as call, pg_get_function_result(p.oid) as answers, p.prosecdef as definer,
    p.prosrc as body, has_function_privilege('manumit_app', p.oid, 'execute') as open, obj_description(p.oid, 'pg_proc') as note
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prokind = 'f' and p.pronamespace in (${SCHEMAS}) and p.prorettype <> 'trigger'::regtype order by 2`;

/**
 * The pages of docs/database by file name, such as `evidence.md` and `platform-identity.md`: one for each room and each part of the platform with tables or
 * functions, and README.md, which lists them. Policies are quoted from the files that create them.
 */
export async function databasePages(client: pg.ClientBase): Promise<Map<string, string>> {
  const files = readSql();
  const owners = ownersOf(files);
  const sources = policySources(files);
  const ask = async <T extends object>(sql: string) => (await client.query(sql)).rows as T[];
  // Names are written with their schema only if it is not in the search path.
  await client.query(`set search_path = ''`);
  try {
    const ownerOf = ({ name }: { name: string }) => owners.get(name.replaceAll('"', ''))!;
    const tables = Map.groupBy(await ask<Table>(TABLES), ownerOf);
    const columns = Map.groupBy(await ask<Column>(COLUMNS), ({ table }) => table);
    const policies = Map.groupBy(await ask<Policy>(POLICIES), ({ table }) => table);
    const grants = Map.groupBy(await ask<Grant>(GRANTS), ({ table }) => table);
    const routines = await ask<Routine>(ROUTINES);
    const rolesIn = rolesNamed(new Map(routines.map(({ name, body }) => [name, body])));
    const open = Map.groupBy(
      routines.filter((routine) => routine.open),
      ownerOf,
    );
    const parts = [...new Set([...tables.keys(), ...open.keys()])].sort((a, b) => rankOf(a) - rankOf(b) || a.localeCompare(b));
    const pages = parts.map((part): [string, string] => [
      fileOf(part),
      [
        `# ${titleOf(part)}`,
        '',
        HEAD,
        '',
        ...(tables.get(part) ?? []).flatMap(({ name, note }) => [
          `## ${name}`,
          '',
          ...(note ? [note, ''] : []),
          ...columnTable(columns.get(name) ?? []),
          ...accessOf(grants.get(name) ?? [], policies.get(name) ?? [], rolesIn, sources),
        ]),
        ...routineTable(open.get(part) ?? []),
      ].join('\n'),
    ]);
    return new Map([['README.md', contents(parts, tables, open)], ...pages]);
  } finally {
    await client.query('reset search_path');
  }
}

// A part is `rooms/evidence` or `platform/identity`.
const nameOf = (part: string) => part.split('/')[1]!;
const isRoom = (part: string) => part.startsWith('rooms/');
const rankOf = (part: string) => (isRoom(part) ? ROOM_RANK[nameOf(part)]! : -1);
const fileOf = (part: string) => `${isRoom(part) ? '' : 'platform-'}${nameOf(part)}.md`;
const titleOf = (part: string) => `${isRoom(part) ? 'Tables of room' : 'Tables of platform part'} ${nameOf(part)}`;

const HEAD = [
  'Written by `npm run db:types` from a migrated database; a test holds it. [How access is decided](../architecture.md#database).',
  'A policy of `manumit_app` decides which rows a signed-in person reaches. Policies that give `manumit_guard` (definer functions) and `manumit_schema` (table files) every row are left out.',
].join('\n');

function contents(parts: readonly string[], tables: ReadonlyMap<string, Table[]>, open: ReadonlyMap<string, Routine[]>): string {
  const without = Object.keys(ROOM_RANK).filter((room) => !parts.includes(`rooms/${room}`));
  return [
    '# The database as it is',
    '',
    'Tables, columns, who may read and write them, and the functions the application may call: one page for each room and each part of the platform,',
    'in the order of the floors. A table is on the page of the room whose `database/access` has its file. Written by `npm run db:types`; a test holds it.',
    '',
    '| page | schema | tables | functions |',
    '|---|---|---|---|',
    ...parts.map((part) => {
      const [own, functions] = [tables.get(part) ?? [], open.get(part) ?? []];
      const schemas = [...new Set([...own, ...functions].map(({ name }) => name.split('.')[0]!))];
      return `| [${fileOf(part).slice(0, -3)}](${fileOf(part)}) | ${schemas.join(', ')} | ${own.length} | ${functions.length} |`;
    }),
    '',
    `Rooms without tables and functions: ${without.join(', ')}.`,
    '',
  ].join('\n');
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ');

function columnTable(columns: readonly Column[]): string[] {
  const rows = columns.map(({ name, type, required, fallback, refers, note }) =>
    [`\`${name}\``, type, required ? 'yes' : '', fallback === null ? '' : `\`${cell(fallback)}\``, refers ?? '', cell(note ?? '')].join(
      ' | ',
    ),
  );
  return [
    '| column | type | required | default | refers to | about |',
    '|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
    '',
  ];
}

// By `policy NAME on TABLE`: the statement that creates it, with its comment.
function policySources(files: readonly SqlFile[]): Map<string, string> {
  const access = files.filter(({ path }) => path.includes('/database/access/')).flatMap(({ sql }) => sql.split('\n\n'));
  return new Map(
    access.flatMap((text) => [...text.matchAll(/^create (policy \w+ on [\w.]+)[\s\S]*?;$/gm)].map(([, name]) => [name!, text.trim()])),
  );
}

function accessOf(
  grants: readonly Grant[],
  policies: readonly Policy[],
  rolesIn: (sql: string) => string[],
  sources: ReadonlyMap<string, string>,
): string[] {
  const rights = grants.map(({ right, columns }) => (columns === null ? right : `${right} of ${columns.join(', ')}`));
  const lines = [`The application may: ${rights.length > 0 ? rights.join('; ') : 'nothing directly'}.`, ''];
  for (const { table, name, does, permissive, roles, reads, writes } of policies) {
    // PUBLIC has no role name.
    if (!roles.includes('manumit_app') && !roles.includes('-')) continue;
    const roleNames = rolesIn(`${reads ?? ''} ${writes ?? ''}`);
    const names = roleNames.length > 0 ? `Names ${roleNames.join('; ')}.` : 'Names no role.';
    const source = sources.get(`policy ${name} on ${table.replaceAll('"', '')}`)!;
    lines.push(`**${name}**, ${permissive ? does : `${does}, on top of the others`}. ${names}`, '', '```sql', source, '```', '');
  }
  return lines;
}

function routineTable(routines: readonly Routine[]): string[] {
  if (routines.length === 0) return [];
  const rows = routines.map(({ call, answers, definer, note }) => [
    `\`${call}\``,
    cell(answers),
    definer ? 'its owner' : 'the caller',
    cell(note ?? ''),
  ]);
  return [
    '## Functions the application may call',
    '',
    '| function | answers | runs with the rights of | about |',
    '|---|---|---|---|',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
    '',
  ];
}

const WORDS: Record<string, (named: string) => string> = {
  parties: (roles) => `${roles} at the party`,
  holds: (roles) => `${roles} anywhere`,
  assigned: (what) => `a reviewer with an assignment for the ${what}`,
};
const OTHERS = [
  ['person', 'the person who asks'],
  ['operator', 'the installation itself'],
] as const;

/** The roles that the SQL of a policy names, in words, with those named by the functions it calls. Conditions on the row are left to the SQL. */
function rolesNamed(bodies: ReadonlyMap<string, string>): (sql: string) => string[] {
  const withCalled = (sql: string, seen: Set<string>): string[] => [
    sql,
    ...[...sql.matchAll(/\b([a-z]+\.[a-z_]+)\(/g)].flatMap(([, name]) => {
      const body = bodies.get(name!);
      // The words below describe what these functions do.
      if (body === undefined || seen.has(name!) || name!.startsWith('identity.')) return [];
      seen.add(name!);
      return withCalled(body, seen);
    }),
  ];
  return (sql) => {
    const text = withCalled(sql, new Set()).join('\n');
    // PostgreSQL writes the name in quotes, because it is a word of SQL; bodies of functions do not.
    const roles = [...text.matchAll(/identity\.(parties|holds)\(identity\."?group"?\('([a-z-]+)'/g)].map(([, kind, name]) =>
      WORDS[kind!]!(group(name as Group).join(', ')),
    );
    const assignments = [...text.matchAll(/identity\.assigned\('([a-z]+)'/g)].map(([, what]) => WORDS.assigned!(what!));
    const found = [...roles, ...assignments];
    const others = OTHERS.flatMap(([name, words]) => (text.includes(`identity.${name}()`) ? [words] : []));
    return [...new Set([...found, ...others])];
  };
}
