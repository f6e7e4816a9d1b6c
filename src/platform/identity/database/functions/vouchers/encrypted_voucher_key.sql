create or replace function identity.encrypted_voucher_key() returns bytea
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select key_encrypted from identity.voucher_key
$$;
alter function identity.encrypted_voucher_key() owner to manumit_guard;
revoke all on function identity.encrypted_voucher_key() from public;
grant execute on function identity.encrypted_voucher_key() to manumit_app, manumit_schema;
