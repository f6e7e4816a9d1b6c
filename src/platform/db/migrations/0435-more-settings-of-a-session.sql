-- More settings of a session that change what a statement of the next person means or answers (0410): that a null in a list is read as the word, how numbers, spans
-- of time and words are written and looked up, how much of an index is read, which relations may be named, and for how long the connection is kept.
create or replace function platform.session_settings() returns text language plpgsql stable as $$
begin
  return concat_ws(E'\n', current_setting('search_path'), current_setting('row_security'), current_setting('default_transaction_read_only'),
    current_setting('default_transaction_isolation'), current_setting('synchronous_commit'), current_setting('statement_timeout'), current_setting('lock_timeout'),
    current_setting('idle_in_transaction_session_timeout'), current_setting('transaction_timeout', true), current_setting('client_encoding'),
    current_setting('client_min_messages'), current_setting('standard_conforming_strings'), current_setting('transform_null_equals'), current_setting('bytea_output'),
    current_setting('DateStyle'), current_setting('TimeZone'), current_setting('debug_print_parse'), current_setting('debug_print_rewritten'),
    current_setting('debug_print_plan'), current_setting('log_parameter_max_length_on_error'),
    current_setting('array_nulls'), current_setting('extra_float_digits'), current_setting('IntervalStyle'), current_setting('default_text_search_config'),
    current_setting('gin_fuzzy_search_limit'), current_setting('restrict_nonsystem_relation_kind', true), current_setting('idle_session_timeout'));
end $$;
