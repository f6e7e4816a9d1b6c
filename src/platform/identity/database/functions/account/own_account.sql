-- Summary of the user's own account: when the password was set, which factors exist, how many recovery codes are left, and whether a
-- second factor is required.
create or replace function identity.own_account() returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare me uuid := (identity.verified() ->> 'person')::uuid;
begin
  if me is null then return null; end if;
  return jsonb_build_object(
    'passwordChangedAt', (select changed_at from identity.password where person_id = me),
    'totpSetAt', (select set_at from identity.totp where person_id = me),
    'recoveryCodes', (select count(*) from identity.recovery_code where person_id = me and used_at is null),
    'factors', to_jsonb(identity.factors_of(me)), 'required', identity.second_factor_required(), 'fresh', identity.signed_in_recently());
end
$$;
alter function identity.own_account() owner to manumit_guard;
revoke all on function identity.own_account() from public;
grant execute on function identity.own_account() to manumit_app;
