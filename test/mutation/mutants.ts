import type pg from 'pg';
import { ROOM_ROUTES } from '#app/rooms.ts';
import type { Route } from '#platform/http/route.ts';
import { declaredPermissions, type Permission, type PermissionRule } from '#platform/identity/subject.ts';

/** One guard taken away: how, how it is put back, and where it would be missed. */
export type Mutant = {
  name: string;
  apply: () => Promise<unknown> | unknown;
  restore: () => Promise<unknown> | unknown;
  tables?: string[];
  schema?: string;
  routes?: readonly Route[];
  /** Called only where SQL misses nothing. */
  otherwise?: readonly Route[];
};

type Policy = { table: string; name: string; permissive: string; cmd: string; qual: string | null; with_check: string | null };

/** Each policy of the application role: loosened until it lets everything through, and taken away. */
export async function policyMutants(deployer: pg.Client): Promise<Mutant[]> {
  const { rows } = await deployer.query<Policy>(
    `select schemaname || '.' || tablename as table, policyname as name, permissive, cmd, qual, with_check from pg_policies where 'manumit_app' = any (roles) order by 1, 2`,
  );
  return rows.flatMap((policy) => {
    const { table, name, permissive, cmd, qual, with_check } = policy;
    const create = (using: string | null, check: string | null) =>
      `create policy "${name}" on ${table} as ${permissive} for ${cmd} to manumit_app ${using ? `using (${using})` : ''} ${check ? `with check (${check})` : ''}`;
    const drop = `drop policy "${name}" on ${table}`;
    const otherwise = ROOM_ROUTES.filter((route) => ROUTES_OF[table.split('.')[0]!]?.test(route.url));
    const restore = () => deployer.query(`drop policy if exists "${name}" on ${table}; ${create(qual, with_check)}`);
    const loose = create(qual && 'true', with_check && 'true');
    const mutants: Mutant[] = [
      { name: `policy ${table} ${name} gone`, apply: () => deployer.query(drop), restore, tables: [table], otherwise },
    ];
    // What is everybody's cannot be loosened.
    if (loose !== create(qual, with_check))
      mutants.push({
        name: `policy ${table} ${name} lets all through`,
        apply: () => deployer.query(`${drop}; ${loose}`),
        restore,
        tables: [table],
      });
    return mutants;
  });
}

const ROUTES_OF: Record<string, RegExp> = {
  identity: /\/(people|grants|hand-overs|access)/,
  evidence: /\/(evidence|documents)/,
  reviews: /\/(participations|rounds|findings|comments|questions|authorities)/,
  ledger: /\/log/,
  safekeeping: /\/(holds|safekeeping)/,
  parties: /\/(contractors|units|rotations|contributions)/,
};

/** Each permission opened to everybody, each query for the signed in opened to all, each act freed from the party it is asked for at. */
export function permissionMutants(): Mutant[] {
  const table = declaredPermissions() as Map<Permission, PermissionRule>;
  // What an act asks for is opened for that act alone, so that no other one with the same permission misses it in its place.
  const opened = ROOM_ROUTES.flatMap((route): Mutant[] => {
    const act = route.kind === 'command' ? route.command : route.kind === 'query' ? route.query : route;
    const { permission } = act;
    const rule = table.get(permission as Permission);
    if ((act as { entrance?: unknown }).entrance || !rule || rule.everyone) return [];
    const name = 'name' in act ? act.name : `${route.method} ${route.url}`;
    return [
      {
        name: `${permission} of ${name} for everybody`,
        apply: () => Object.assign(act, { permission: 'people:self' }),
        restore: () => Object.assign(act, { permission }),
        routes: [route],
      },
    ];
  });
  const open = ROOM_ROUTES.flatMap((route): Mutant[] => {
    if (route.kind !== 'query' || route.query.permission === 'public') return [];
    const { query } = route;
    const { permission } = query;
    return [
      {
        name: `query ${query.name} without signing in`,
        apply: () => Object.assign(query, { permission: 'public' }),
        restore: () => Object.assign(query, { permission }),
        routes: [route],
      },
    ];
  });
  const homeless = ROOM_ROUTES.flatMap((route): Mutant[] => {
    const act = route.kind === 'command' ? route.command : route.kind === 'query' ? route.query : undefined;
    // Where the permission is held anywhere or not at all, the party says nothing about it.
    if (!act?.party || !table.get(act.permission as Permission)?.party?.length) return [];
    const { party } = act;
    return [
      {
        name: `${act.name} asked for at any party`,
        apply: () => Object.assign(act, { party: () => null }),
        restore: () => Object.assign(act, { party }),
        routes: [route],
      },
    ];
  });
  return [...opened, ...open, ...homeless];
}
