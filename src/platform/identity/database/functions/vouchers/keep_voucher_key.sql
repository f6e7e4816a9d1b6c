create or replace function identity.keep_voucher_key(new_key bytea, new_sealed bytea) returns void
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  insert into identity.voucher_key (key, sealed) values (new_key, new_sealed) on conflict (id) do update
    set key = excluded.key, sealed = excluded.sealed
$$;
alter function identity.keep_voucher_key(bytea, bytea) owner to manumit_guard;
revoke all on function identity.keep_voucher_key(bytea, bytea) from public;
grant execute on function identity.keep_voucher_key(bytea, bytea) to manumit_schema;
