-- The session settings that change what a statement means, may do or returns, what is logged of it, and whether it is stored; not those
-- that only slow it down. Users share a connection of the application one after the other. An injected statement could leave a prepared
-- statement, a setting or a lock for the next user. So each transaction begins by checking that the connection is in the state it began in
-- (src/platform/db/connection-check.ts, decision 041). Neither function is `security definer`: they check the session's own state. Each is
-- one expression because every command pays for it.
create or replace function platform.session_settings() returns text
language plpgsql stable
as $$
begin
  return concat_ws(E'\n', current_setting('search_path'), current_setting('row_security'),
    current_setting('default_transaction_read_only'),
    current_setting('default_transaction_isolation'), current_setting('synchronous_commit'), current_setting('statement_timeout'),
      current_setting('lock_timeout'),
    current_setting('idle_in_transaction_session_timeout'), current_setting('transaction_timeout', true),
      current_setting('client_encoding'),
    current_setting('client_min_messages'), current_setting('standard_conforming_strings'), current_setting('transform_null_equals'),
      current_setting('bytea_output'),
    current_setting('DateStyle'), current_setting('TimeZone'), current_setting('debug_print_parse'),
      current_setting('debug_print_rewritten'),
    current_setting('debug_print_plan'), current_setting('log_parameter_max_length_on_error'),
    current_setting('array_nulls'), current_setting('extra_float_digits'), current_setting('IntervalStyle'),
      current_setting('default_text_search_config'),
    current_setting('gin_fuzzy_search_limit'), current_setting('restrict_nonsystem_relation_kind', true),
      current_setting('idle_session_timeout'));
end
$$;
revoke all on function platform.session_settings() from public;
grant execute on function platform.session_settings() to manumit_app;
