-- Removes a passkey, unless it is the last sign-in method, or the last second factor of an account that must have one. Returns the result.
create or replace function identity.remove_passkey(which uuid) returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare me uuid := identity.person();
begin
  if me is null or not exists (select from identity.passkey where id = which and person_id = me) then return 'none'; end if;
  if not identity.signed_in_recently() then return 'not-fresh'; end if;
  -- Serialised, so that two calls do not each remove the other's last one.
  perform from identity.person where id = me for update;
  if not exists (select from identity.passkey where person_id = me and id <> which) and (
    not exists (select from identity.password where person_id = me)
    or (identity.second_factor_required() and not exists (select from identity.totp where person_id = me))) then return 'last'; end if;
  delete from identity.passkey where id = which and person_id = me;
  if cardinality(array_remove(identity.factors_of(me), 'recovery-code')) = 0 then delete from identity.recovery_code where person_id = me;
    end if;
  return 'removed';
end
$$;
alter function identity.remove_passkey(uuid) owner to manumit_guard;
revoke all on function identity.remove_passkey(uuid) from public;
grant execute on function identity.remove_passkey(uuid) to manumit_app;
