-- Removes the one-time codes, unless they are the last factor of an account that must have one. Returns the result.
create or replace function identity.remove_totp() returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare me uuid := (identity.verified() ->> 'person')::uuid; others boolean;
begin
  if me is null or not identity.signed_in_recently() then return 'not-fresh'; end if;
  perform from identity.person where id = me for update;
  others := cardinality(array_remove(array_remove(identity.factors_of(me), 'totp'), 'recovery-code')) > 0;
  if not others and identity.second_factor_required() and exists (select from identity.password where person_id = me) then return 'last';
    end if;
  delete from identity.totp where person_id = me;
  if not found then return 'none'; end if;
  if not others then delete from identity.recovery_code where person_id = me; end if;
  return 'removed';
end
$$;
alter function identity.remove_totp() owner to manumit_guard;
revoke all on function identity.remove_totp() from public;
grant execute on function identity.remove_totp() to manumit_app;
