-- The source this transaction was opened for, or null. Only the claims of a credential name one (lrs.claims_of), so checking their kind as
-- well added no protection.
create or replace function lrs.own_source() returns uuid
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin return (select (claims ->> 'source')::uuid from identity.current_claims()); end
$$;
alter function lrs.own_source() owner to manumit_guard;
revoke all on function lrs.own_source() from public;
grant execute on function lrs.own_source() to manumit_app;
