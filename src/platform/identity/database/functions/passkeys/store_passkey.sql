-- Stores a passkey whose registration the program has verified, for the person it was made for.
create or replace function identity.store_passkey(who uuid, v jsonb) returns void
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  insert into identity.passkey (id, person_id, credential_id, public_key, counter, transports, name)
    values ((v ->> 'passkey')::uuid, who, decode(v ->> 'credential', 'hex'), decode(v ->> 'publicKey', 'hex'), (v ->> 'counter')::bigint,
      array(select jsonb_array_elements_text(v -> 'transports')), v ->> 'name')
$$;
alter function identity.store_passkey(uuid, jsonb) owner to manumit_guard;
revoke all on function identity.store_passkey(uuid, jsonb) from public;
