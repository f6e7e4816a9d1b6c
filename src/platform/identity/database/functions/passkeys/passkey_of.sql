-- What a signature is verified with. The caller must know the credential's id, and does not learn whose it is.
create or replace function identity.passkey_of(credential bytea) returns table (public_key bytea, counter bigint)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select k.public_key, k.counter from identity.passkey k join identity.person p on p.id = k.person_id where k.credential_id = credential
    and p.disabled_at is null
$$;
alter function identity.passkey_of(bytea) owner to manumit_guard;
revoke all on function identity.passkey_of(bytea) from public;
grant execute on function identity.passkey_of(bytea) to manumit_app;
