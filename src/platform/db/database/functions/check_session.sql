-- Fails if the session is not in the state it began in. `names`: the role can read the names of prepared statements, and so could replace
-- one; this check costs the most. Settings that are not compared can only make a statement slower (planner, memory, parallel work). A
-- statement could leave such a setting to the next user with set_config, so each transaction resets them to their values at connection
-- start. The comparison comes first: a connection that fails it is not used again.
create or replace function platform.check_session(began text, names boolean) returns void
language plpgsql volatile
as $$
begin
  if platform.session_settings() is distinct from began then
    raise exception 'this connection has other settings than it began with' using errcode = 'MA003';
  end if;
  reset all;
  if names and has_function_privilege('pg_catalog.pg_prepared_statement()', 'execute') then
    if exists (select from pg_prepared_statement() s where s.from_sql) then
      raise exception 'this connection has a statement the program did not prepare' using errcode = 'MA003';
    end if;
  end if;
end
$$;
revoke all on function platform.check_session(text, boolean) from public;
grant execute on function platform.check_session(text, boolean) to manumit_app;
