create or replace function identity.uses_single_sign_on() returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select exists (select from identity.single_sign_on where person_id = identity.person())
$$;
alter function identity.uses_single_sign_on() owner to manumit_guard;
revoke all on function identity.uses_single_sign_on() from public;
grant execute on function identity.uses_single_sign_on() to manumit_app;
