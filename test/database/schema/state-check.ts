import type { Client } from 'pg';
import { startsOf, transitionsOf } from '#kernel/machine.ts';
import { type ListedMachine, MACHINES } from '#test/docs/state-machines.ts';

/**
 * Refuses, in a test database, every first state and every change of a state column that its table of states does not name. It applies to what the application
 * writes, also through functions that run as their owner; tests that set a state as the deployer are exempt. It is an after trigger: what a policy refuses
 * never reaches it.
 */
export async function checkStates(
  deployer: Pick<Client, 'query'>,
  machines: readonly Pick<ListedMachine, 'table' | 'machine'>[] = MACHINES,
): Promise<void> {
  const list = (texts: readonly string[]) => `'{${texts.map((text) => `"${text}"`).join(',')}}'`;
  const triggers = machines.flatMap(({ table, machine }) => {
    if (table === undefined) return [];
    const allowed = transitionsOf(machine).map(({ from, to }) => `${from} ${to}`);
    return `create trigger state_check after insert or update of state on ${table} for each row
      execute function platform.refuse_other_states(${list(allowed)}, ${list(Object.keys(startsOf(machine)))});`;
  });
  await deployer.query(`
    create or replace function platform.refuse_other_states() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
    begin
      if session_user <> 'manumit_app' then return null; end if;
      if tg_op = 'INSERT' then
        if new.state <> all (tg_argv[1]::text[]) then
          raise exception 'no table of states allows % as a first state in %.%', new.state, tg_table_schema, tg_table_name
            using errcode = 'ZZ002';
        end if;
      elsif new.state is distinct from old.state and old.state || ' ' || new.state <> all (tg_argv[0]::text[]) then
        raise exception 'no table of states allows % -> % in %.%', old.state, new.state, tg_table_schema, tg_table_name
          using errcode = 'ZZ002';
      end if;
      return null;
    end $$;
    revoke all on function platform.refuse_other_states() from public;
    ${triggers.join('\n')}`);
}
