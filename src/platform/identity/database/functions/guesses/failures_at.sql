create or replace function identity.failures_at(address text) returns int
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select coalesce((select failures from identity.failed_sign_in where address_digest = identity.keyed_hash('address ' || lower(address))
    and last_at > now() - interval '1 day'), 0)
$$;
alter function identity.failures_at(text) owner to manumit_guard;
revoke all on function identity.failures_at(text) from public;
