-- The link this transaction was opened with, or null.
create or replace function returns.own_link() returns uuid
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare c jsonb := identity.verified();
begin return case when c ->> 'kind' = 'link' then (c ->> 'person')::uuid end; end
$$;
alter function returns.own_link() owner to manumit_guard;
revoke all on function returns.own_link() from public;
grant execute on function returns.own_link() to manumit_app;
