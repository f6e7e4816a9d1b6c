-- The claims of this transaction, or null where none were opened or the setting was forged. The signature is computed here again instead
-- of by identity.sign: this runs for every statement, and a call costs more than the hash.
create or replace function identity.claims() returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin return identity.verified(); end
$$;
alter function identity.claims() owner to manumit_guard;
revoke all on function identity.claims() from public;
grant execute on function identity.claims() to manumit_app;
