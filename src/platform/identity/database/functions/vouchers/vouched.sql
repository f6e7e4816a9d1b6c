-- Whether the program vouched for exactly this text. The text must contain something that occurs only once.
create or replace function identity.vouched(what text, voucher bytea) returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select coalesce((select voucher = sha256(key || sha256(key || convert_to(what, 'UTF8'))) from identity.voucher_key), false)
$$;
alter function identity.vouched(text, bytea) owner to manumit_guard;
revoke all on function identity.vouched(text, bytea) from public;
