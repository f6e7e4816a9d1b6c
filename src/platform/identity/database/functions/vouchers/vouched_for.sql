-- The text the program vouched for under this name, or null.
create or replace function identity.vouched_for(act text, statement text, voucher bytea) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin return case when identity.vouched(act || ' ' || statement, voucher) then statement::jsonb end; end
$$;
alter function identity.vouched_for(text, text, bytea) owner to manumit_guard;
revoke all on function identity.vouched_for(text, text, bytea) from public;
