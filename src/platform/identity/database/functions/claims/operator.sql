create or replace function identity.operator() returns boolean
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin return coalesce(identity.verified() ->> 'kind' = 'installation', false); end
$$;
alter function identity.operator() owner to manumit_guard;
revoke all on function identity.operator() from public;
grant execute on function identity.operator() to manumit_app;
