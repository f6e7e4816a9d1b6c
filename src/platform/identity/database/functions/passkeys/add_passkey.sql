-- Adds a passkey to the account of a user who signed in recently. A single sign-on account has none: its provider decides who may sign in.
create or replace function identity.add_passkey(statement text, voucher bytea) returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare v jsonb := identity.vouched_for('people/add-passkey', statement, voucher); me uuid := identity.person();
begin
  if v is null or me is null or (v ->> 'person')::uuid is distinct from me then return 'refused'; end if;
  if not identity.signed_in_recently() then return 'not-fresh'; end if;
  if exists (select from identity.single_sign_on s where s.person_id = me) then return 'provider-decides'; end if;
  if (select count(*) from identity.passkey where person_id = me) >= 20 then return 'too-many'; end if;
  if not identity.spend(decode(v ->> 'challenge', 'hex')) then return 'refused'; end if;
  perform identity.store_passkey(me, v);
  return 'added';
end
$$;
alter function identity.add_passkey(text, bytea) owner to manumit_guard;
revoke all on function identity.add_passkey(text, bytea) from public;
grant execute on function identity.add_passkey(text, bytea) to manumit_app;
