-- Fails where the session is not as it began. `names`: its role can read the names of prepared statements, and so replace one; looking at
-- them costs most. Settings that are not compared make a statement slower at most (planner, memory, parallel work). One statement could
-- leave them to the next person with set_config, so each transaction begins with the settings the connection began with. What is compared
-- is compared first: such a connection is not used again.
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
