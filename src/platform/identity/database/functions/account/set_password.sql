create or replace function identity.set_password(who uuid, new_salt bytea, derived bytea) returns void
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  insert into identity.password (person_id, salt, digest) values (who, new_salt, sha256(derived))
  on conflict (person_id) do update set salt = excluded.salt, digest = excluded.digest, changed_at = now()
$$;
alter function identity.set_password(uuid, bytea, bytea) owner to manumit_guard;
revoke all on function identity.set_password(uuid, bytea, bytea) from public;
