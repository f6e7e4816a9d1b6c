-- Records that a passkey's counter went back. Its owner sees this in the list of passkeys.
create or replace function identity.record_copied_passkey(statement text, voucher bytea) returns uuid
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare v jsonb := identity.vouched_for('people/record-copied-passkey', statement, voucher); recorded uuid;
begin
  if v is null or not identity.spend(decode(v ->> 'challenge', 'hex')) then return null; end if;
  update identity.passkey k set copied_at = coalesce(k.copied_at, now()) where k.credential_id = decode(v ->> 'credential', 'hex')
    and k.counter >= (v ->> 'counter')::bigint and k.counter > 0 returning k.id into recorded;
  return recorded;
end
$$;
alter function identity.record_copied_passkey(text, bytea) owner to manumit_guard;
revoke all on function identity.record_copied_passkey(text, bytea) from public;
grant execute on function identity.record_copied_passkey(text, bytea) to manumit_app;
