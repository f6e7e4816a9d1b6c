-- The credentials of an address were handed to everybody, with a made-up one where there were none: it was told from a real one by length and transports. Now whoever
-- has given the password of an account, and whose second step waits, is shown those of that account alone; everybody else proves a key that their device keeps.
drop function identity.credentials_of(text);
create function identity.credentials_of_attempt(token text) returns table (credential_id bytea, transports text[]) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select k.credential_id, k.transports from identity.passkey k where k.person_id = (identity.look_at_attempt(token, 'second-factor') ->> 'person')::uuid order by k.created_at limit 20 $$;
alter function identity.credentials_of_attempt(text) owner to manumit_guard;
revoke all on function identity.credentials_of_attempt(text) from public;
grant execute on function identity.credentials_of_attempt(text) to manumit_app;
