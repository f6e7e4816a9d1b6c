-- The credentials of an account whose password was given and whose second step is pending. All other users use a discoverable passkey.
-- When credentials were returned by address, with a made-up one where there were none, a real one could be recognised by its length and
-- transports.
create or replace function identity.credentials_of_attempt(
  token text
) returns table (credential_id bytea, transports text[])
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select k.credential_id, k.transports from identity.passkey k
    where k.person_id = (identity.find_attempt(token, 'second-factor') ->> 'person')::uuid order by k.created_at limit 20
$$;
alter function identity.credentials_of_attempt(text) owner to manumit_guard;
revoke all on function identity.credentials_of_attempt(text) from public;
grant execute on function identity.credentials_of_attempt(text) to manumit_app;
