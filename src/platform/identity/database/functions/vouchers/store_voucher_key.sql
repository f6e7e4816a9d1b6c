create or replace function identity.store_voucher_key(new_key bytea, new_key_encrypted bytea) returns void
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  insert into identity.voucher_key (key, key_encrypted) values (new_key, new_key_encrypted) on conflict (id) do update
    set key = excluded.key, key_encrypted = excluded.key_encrypted
$$;
alter function identity.store_voucher_key(bytea, bytea) owner to manumit_guard;
revoke all on function identity.store_voucher_key(bytea, bytea) from public;
grant execute on function identity.store_voucher_key(bytea, bytea) to manumit_schema;
