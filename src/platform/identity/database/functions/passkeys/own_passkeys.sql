create or replace function identity.own_passkeys() returns table (
    id uuid, name text, created_at timestamptz, used_at timestamptz, copied_at timestamptz, credential_id bytea, transports text[]
  )
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select k.id, k.name, k.created_at, k.used_at, k.copied_at, k.credential_id, k.transports from identity.passkey k
    where k.person_id = identity.person() order by k.created_at
$$;
alter function identity.own_passkeys() owner to manumit_guard;
revoke all on function identity.own_passkeys() from public;
grant execute on function identity.own_passkeys() to manumit_app;
