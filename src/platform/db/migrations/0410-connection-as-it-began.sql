-- A connection of the application is used by one person after the other. What a statement smuggled into the SQL left on it (a prepared statement, a setting, a lock)
-- would meet the next one. So each trip that begins a transaction begins by asking whether the connection is as it began (src/platform/db/connection-check.ts,
-- decision 041). Neither function is a definer's: what they look at is the session's own. Each is one expression, since each act pays for it.

-- The settings of a session that change what a statement means or may do, what is written of it, and whether it is kept; not those that only make it slower.
create function platform.session_settings() returns text language plpgsql stable as $$
begin
  return concat_ws(E'\n', current_setting('search_path'), current_setting('row_security'), current_setting('default_transaction_read_only'),
    current_setting('default_transaction_isolation'), current_setting('synchronous_commit'), current_setting('statement_timeout'), current_setting('lock_timeout'),
    current_setting('idle_in_transaction_session_timeout'), current_setting('transaction_timeout', true), current_setting('client_encoding'),
    current_setting('client_min_messages'), current_setting('standard_conforming_strings'), current_setting('transform_null_equals'), current_setting('bytea_output'),
    current_setting('DateStyle'), current_setting('TimeZone'), current_setting('debug_print_parse'), current_setting('debug_print_rewritten'),
    current_setting('debug_print_plan'), current_setting('log_parameter_max_length_on_error'));
end $$;

-- Fails where the session is not as it began. `names`: its role can read the names of prepared statements, and so replace one; looking at them costs most.
create function platform.check_session(began text, names boolean) returns void language plpgsql volatile as $$
begin
  if platform.session_settings() is distinct from began then
    raise exception 'this connection has other settings than it began with' using errcode = 'MA003';
  end if;
  if names and has_function_privilege('pg_catalog.pg_prepared_statement()', 'execute') then
    if exists (select from pg_prepared_statement() s where s.from_sql) then
      raise exception 'this connection has a statement the program did not prepare' using errcode = 'MA003';
    end if;
  end if;
end $$;

do $$ declare f text; begin
  foreach f in array array['platform.session_settings()', 'platform.check_session(text, boolean)'] loop
    execute format('revoke all on function %s from public; grant execute on function %s to manumit_app', f, f);
  end loop;
end $$;
