-- Whether there is a link with this secret: asked before the form of a section is read, so that nobody else makes the program take one in.
-- It opens no claims and writes nothing; whoever guesses learns no more than the page at the link says.
create or replace function reporting.is_link(token text) returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select exists (select from reporting.link where token_hash = sha256(convert_to(token, 'UTF8')))
$$;
alter function reporting.is_link(text) owner to manumit_guard;
revoke all on function reporting.is_link(text) from public;
grant execute on function reporting.is_link(text) to manumit_app;
