-- Sets the language of the caller. A person changes no other column of their account directly.
create or replace function identity.choose_language(lang text) returns void
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  update identity.person set language = lang where id = identity.person()
$$;
alter function identity.choose_language(text) owner to manumit_guard;
revoke all on function identity.choose_language(text) from public;
grant execute on function identity.choose_language(text) to manumit_app;
