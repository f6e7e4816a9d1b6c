-- Settings that 0410 and 0435 do not compare make a statement slower at most (planner, memory, parallel work). One statement could leave them to the next person with set_config, so
-- each transaction begins with the settings the connection began with. What is compared is compared first: such a connection is not used again.
create or replace function platform.check_session(began text, names boolean) returns void language plpgsql volatile as $$
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
end $$;
