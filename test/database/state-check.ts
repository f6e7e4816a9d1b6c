import type { Client } from 'pg';
import { transitionsOf } from '#kernel/machine.ts';
import { MACHINES } from '#test/docs/state-machines.ts';

/**
 * Refuses, in a test database, every change of a state column that its table of states does not name. It applies to what the application writes, also through
 * functions that run as their owner; tests that set a state as the deployer are exempt. It is an after trigger: what a policy refuses never reaches it.
 */
export async function checkStates(deployer: Pick<Client, 'query'>): Promise<void> {
  const triggers = MACHINES.flatMap(({ table, machine }) => {
    if (table === undefined) return [];
    const allowed = transitionsOf(machine).map(({ from, to }) => `${from} ${to}`);
    return `create trigger state_check after update of state on ${table} for each row when (old.state is distinct from new.state)
      execute function platform.refuse_other_states('{${allowed.map((step) => `"${step}"`).join(',')}}');`;
  });
  await deployer.query(`
    create function platform.refuse_other_states() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
    begin
      if session_user = 'manumit_app' and old.state || ' ' || new.state <> all (tg_argv[0]::text[]) then
        raise exception 'no table of states allows % -> % in %.%', old.state, new.state, tg_table_schema, tg_table_name;
      end if;
      return null;
    end $$;
    revoke all on function platform.refuse_other_states() from public;
    ${triggers.join('\n')}`);
}
