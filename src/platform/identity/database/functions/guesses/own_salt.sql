create or replace function identity.own_salt() returns bytea
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select salt from identity.password where person_id = identity.person()
$$;
alter function identity.own_salt() owner to manumit_guard;
revoke all on function identity.own_salt() from public;
grant execute on function identity.own_salt() to manumit_app;
