-- The id of the actor, whatever credential was used: a repeated request gets the response it had.
create or replace function identity.actor() returns uuid
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin return (select (claims ->> 'person')::uuid from identity.current_claims()); end
$$;
alter function identity.actor() owner to manumit_guard;
revoke all on function identity.actor() from public;
grant execute on function identity.actor() to manumit_app;
