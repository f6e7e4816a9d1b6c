-- Whether a link with this secret exists. It is checked before the form of a section is parsed, so that other callers cannot make the
-- program parse one. It opens no claims and writes nothing; a guess learns no more than from the page at the link.
create or replace function returns.is_link(token text) returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select exists (select from returns.link where token_hash = sha256(convert_to(token, 'UTF8')))
$$;
alter function returns.is_link(text) owner to manumit_guard;
revoke all on function returns.is_link(text) from public;
grant execute on function returns.is_link(text) to manumit_app;
