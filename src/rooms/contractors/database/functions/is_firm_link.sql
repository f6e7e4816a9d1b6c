-- Whether the link of a firm with this secret exists. It is checked before a form is parsed, so that other callers cannot make the program
-- parse one. It opens no claims and writes nothing.
create or replace function contractors.is_firm_link(token text) returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select exists (select from contractors.firm_link where token_hash = sha256(convert_to(token, 'UTF8')))
$$;
alter function contractors.is_firm_link(text) owner to manumit_guard;
revoke all on function contractors.is_firm_link(text) from public;
grant execute on function contractors.is_firm_link(text) to manumit_app;
