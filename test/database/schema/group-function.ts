import { GROUPS } from '#kernel/roles.ts';

/** The file of the function, from the root. */
export const GROUP_FUNCTION = 'src/platform/identity/database/functions/claims/group.sql';

/**
 * The SQL function identity.group(), written from the table of groups. PL/pgSQL, because the planner calls it for every policy of a statement: there it costs a
 * sixth of what a function in SQL does.
 */
export function groupFunction(): string {
  // The type of the first value is the type of the whole expression.
  const rows = Object.entries(GROUPS).map(([name, roles], n) => `    when '${name}' then ${wrapped(roles)}${n === 0 ? '::text[]' : ''}`);
  return `-- The roles of a group; null for a name that is none. Written by \`npm run db:types\` from src/kernel/roles.ts; a test holds it. The planner
-- replaces a call with its result.
create or replace function identity.group(name text) returns text[]
language plpgsql immutable parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
  return case name
${rows.join('\n')}
  end;
end
$$;
revoke all on function identity.group(text) from public;
grant execute on function identity.group(text) to manumit_app, manumit_guard;
`;
}

// A string on several lines is one string to PostgreSQL.
function wrapped(roles: readonly string[]): string {
  const lines = roles.reduce<string[]>((out, role) => {
    const last = out.at(-1);
    if (last === undefined || last.length + role.length > 100) out.push(role);
    else out[out.length - 1] = `${last},${role}`;
    return out;
  }, []);
  return lines.map((line, n) => `${n === 0 ? "'{" : "      '"}${line}${n === lines.length - 1 ? "}'" : ",'"}`).join('\n');
}
