-- The link of a firm that this transaction was opened with, or null.
create or replace function contractors.own_firm_link() returns uuid
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare c jsonb := identity.verified();
begin return case when c ->> 'kind' = 'firm' then (c ->> 'person')::uuid end; end
$$;
alter function contractors.own_firm_link() owner to manumit_guard;
revoke all on function contractors.own_firm_link() from public;
grant execute on function contractors.own_firm_link() to manumit_app;
