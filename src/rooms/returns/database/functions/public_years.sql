-- The years with public returns.
create or replace function returns.public_years() returns setof text
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select distinct r.period from returns.return r where r.label_level = 0 and r.releasable_to is null
    and (r.status_public or returns.public_version(r.id) is not null) order by 1 desc
$$;
alter function returns.public_years() owner to manumit_guard;
revoke all on function returns.public_years() from public;
grant execute on function returns.public_years() to manumit_app;
