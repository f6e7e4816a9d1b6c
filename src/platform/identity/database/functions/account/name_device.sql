create or replace function identity.name_device(new_browser text, new_system text) returns void
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  update identity.session set browser = new_browser, system = new_system where id = (identity.claims() ->> 'session')::uuid
$$;
alter function identity.name_device(text, text) owner to manumit_guard;
revoke all on function identity.name_device(text, text) from public;
grant execute on function identity.name_device(text, text) to manumit_app;
