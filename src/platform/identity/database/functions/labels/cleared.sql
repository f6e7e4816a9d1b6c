-- Whether one of these roles is held with a clearance for one record. For the guard's own functions, which check one record at a time.
create or replace function identity.cleared(roles text[], level int, releasable uuid[]) returns boolean
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare held uuid[] := identity.parties(roles, level);
begin return case when releasable is null then cardinality(held) > 0 else releasable && held end; end
$$;
alter function identity.cleared(text[], int, uuid[]) owner to manumit_guard;
revoke all on function identity.cleared(text[], int, uuid[]) from public;
grant execute on function identity.cleared(text[], int, uuid[]) to manumit_app;
