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

/** What in a function holds somebody back, and what stands there when it does not. */
const GUARDS: [RegExp, string][] = [
  [/identity\.holds\('[^']*'\)/g, 'true'],
  [/identity\.parties\('[^']*'\)/g, 'array(select id from parties.party)'],
  [/identity\.could_give\([^()]*\)/g, 'true'],
  [/ledger\.may_erase\([^()]*\)/g, 'true'],
  [/ledger\.acted_for\([^()]*\)/g, 'true'],
  [/identity\.keeps_account\([^()]*\)/g, 'true'],
  [/identity\.operator\(\)/g, 'true'],
  [/raise exception [^;]*errcode = '42501';/g, 'null;'],
  [/\b(who|p\.to_person|successor) = me\b/g, 'false'],
  [/\bended_at is null and ends_at > now\(\)/g, 'ends_at > now()'],
  [/\bends_at > now\(\) and seen_at/g, 'seen_at'],
  [/seen_at > now\(\) - interval '30 minutes'/g, 'true'],
  [/(?<=id = who and )disabled_at is null/g, 'true'],
  [/\bvalid_from <= current_date(?= and)/g, 'true'],
  [/\(valid_to is null or valid_to >= current_date\)(?=\) g)/g, 'true'],
];

/** Each condition of a function that asks who somebody is, taken out by itself. */
export async function functionMutants(deployer: pg.Client): Promise<Mutant[]> {
  const { rows } = await deployer.query<{ name: string; schema: string; body: string }>(
    `select p.oid::regprocedure::text as name, n.nspname as schema, pg_get_functiondef(p.oid) as body from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname not in ('pg_catalog', 'information_schema') and p.prokind = 'f' and (p.prosecdef or p.prorettype = 'trigger'::regtype or p.prosrc ~ 'identity\\.(parties|holds)') order by 1`,
  );
  return rows.flatMap(({ name, schema, body }) =>
    GUARDS.flatMap(([guard, instead]) =>
      // Not in the head, where a function is named.
      [...body.matchAll(guard)]
        .filter(({ index }) => index > body.indexOf('AS $'))
        .map((found, n): Mutant => {
          const mutated = body.slice(0, found.index) + instead + body.slice(found.index + found[0].length);
          return {
            name: `function ${name.replace(/\(.*/, '')}: ${found[0].slice(0, 60)} (${n + 1})`,
            apply: () => deployer.query(mutated),
            restore: () => deployer.query(body),
            schema,
          };
        }),
    ),
  );
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
  const ruleOf = (route: Route): string =>
    route.kind === 'command'
      ? route.command.entrance
        ? 'public'
        : route.command.permission
      : route.kind === 'query'
        ? route.query.permission
        : route.permission;
  const permissions = [...table].flatMap(([name, rule]): Mutant[] => {
    const routes = ROOM_ROUTES.filter((route) => ruleOf(route) === name);
    if (rule.everyone || routes.length === 0) return [];
    return [
      {
        name: `permission ${name} for everybody`,
        apply: () => table.set(name, { everyone: true }),
        restore: () => table.set(name, rule),
        routes,
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
  return [...permissions, ...open, ...homeless];
}
