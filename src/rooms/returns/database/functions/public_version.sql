-- The newest version of a return with a public section; null if there is none.
create or replace function returns.public_version(for_return uuid) returns int
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select max(s.number) from returns.version_section s where s.return_id = for_return and returns.is_open(s)
$$;
alter function returns.public_version(uuid) owner to manumit_guard;
revoke all on function returns.public_version(uuid) from public;
