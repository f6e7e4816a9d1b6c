-- A keyed hash: what is stored of an address or a challenge reveals nothing without the key.
create or replace function identity.keyed_hash(what text) returns bytea
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select sha256(key || sha256(key || convert_to(what, 'UTF8'))) from identity.secret
$$;
alter function identity.keyed_hash(text) owner to manumit_guard;
revoke all on function identity.keyed_hash(text) from public;
