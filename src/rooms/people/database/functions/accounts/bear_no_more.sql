create or replace function identity.bear_no_more() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin delete from identity.number n using gone where n.id = gone.id; return null; end
$$;
alter function identity.bear_no_more() owner to manumit_guard;
revoke all on function identity.bear_no_more() from public;
