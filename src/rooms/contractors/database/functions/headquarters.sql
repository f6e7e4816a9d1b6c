-- The bodies of headquarters. The policy office sees their contracts, and of nations and operations only counts.
create or replace function contractors.headquarters() returns uuid[]
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(array_agg(p.id), '{}') from parties.party p where p.kind = 'body'
$$;
alter function contractors.headquarters() owner to manumit_guard;
revoke all on function contractors.headquarters() from public;
grant execute on function contractors.headquarters() to manumit_app;
