import type pg from 'pg';
import type { Mutant } from './mutants.ts';

/** What in a function holds somebody back, and what stands there when it does not. */
const GUARDS: [RegExp, string][] = [
  [/identity\.holds\('[^']*'\)/g, 'true'],
  [/identity\.parties\('[^']*'\)/g, 'array(select id from parties.party)'],
  [/identity\.could_give\([^()]*\)/g, 'true'],
  [/ledger\.may_erase\([^()]*\)/g, 'true'],
  [/ledger\.acted_for\([^()]*\)/g, 'true'],
  [/identity\.keeps_account\([^()]*\)/g, 'true'],
  [/identity\.operator\(\)/g, 'true'],
  [/identity\.doing\([^()]*\)/g, 'true'],
  [/not identity\.fresh\(\)/g, 'false'],
  [/voucher = sha256\(key \|\| sha256\(key \|\| convert_to\(what, 'UTF8'\)\)\)/g, 'true'],
  [/raise exception [^;]*errcode = '42501';/g, 'null;'],
  [/raise exception [^;]*errcode = 'MA010'[^;]*;/g, 'null;'],
  [/\b(who|p\.to_person|successor) = me\b/g, 'false'],
  [/\b(purge_)?asked_by <> who\b/g, 'true'],
  [/\bg\.person_id <> identity\.person\(\)/g, 'true'],
  [/\bcreated_by = (identity\.person\(\)|me)/g, 'true'],
  [/(\b\w+\.)?ended_at is null(?= and (\w+\.)?ends_at > now\(\))/g, 'true'],
  [/(\b\w+\.)?ends_at > now\(\)(?= and (\w+\.)?seen_at)/g, 'true'],
  [/(\b\w+\.)?seen_at > now\(\) - interval '30 minutes'/g, 'true'],
  [/(\b\w+\.)?disabled_at is null/g, 'true'],
  [/(\b\w+\.)?valid_from <= current_date/g, 'true'],
  [/exists \(select from jsonb_array_elements\(c\.claims -> 'grants'\) g where g ->> 'role' = (any \('[^']*'\)|'[^']*')\)/g, 'true'],
  [/\((\w+\.)?valid_to is null or (\w+\.)?valid_to >= current_date\)/g, 'true'],
];

/** Each condition of a function that asks who somebody is, taken out by itself. */
export async function functionMutants(deployer: pg.Client): Promise<Mutant[]> {
  const { rows } = await deployer.query<{ name: string; schema: string; body: string }>(
    `select p.oid::regprocedure::text as name, n.nspname as schema, pg_get_functiondef(p.oid) as body from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname not in ('pg_catalog', 'information_schema') and p.prokind = 'f' and (p.prosecdef or p.proowner = 'manumit_guard'::regrole or p.prorettype = 'trigger'::regtype or p.prosrc ~ 'identity\\.(parties|holds)') order by 1`,
  );
  return rows.flatMap(({ name, schema, body }) =>
    GUARDS.flatMap(([guard, instead]) =>
      // Not in the head, where a function is named.
      [...body.matchAll(guard)]
        .filter(({ index }) => index > body.indexOf('AS $'))
        .map(
          (found, n): Mutant => ({
            name: `function ${name.replace(/\(.*/, '')}: ${found[0].slice(0, 60)} (${n + 1})`,
            apply: () => deployer.query(body.slice(0, found.index) + instead + body.slice(found.index + found[0].length)),
            restore: () => deployer.query(body),
            schema,
          }),
        ),
    ),
  );
}
