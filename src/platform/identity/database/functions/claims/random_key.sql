create or replace function identity.random_key() returns bytea
language sql volatile
as $$
  select sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || clock_timestamp()::text, 'UTF8'))
$$;
alter function identity.random_key() owner to manumit_guard;
revoke all on function identity.random_key() from public;
