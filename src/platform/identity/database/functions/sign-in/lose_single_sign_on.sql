-- For a person who is no longer listed: grants from single sign-on and every session end at once. Returns claims for this transaction, for
-- the ledger entry, but no session. Null where no person is known under this name.
create or replace function identity.lose_single_sign_on(said text, voucher bytea) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare v jsonb := identity.vouched_for('people/lose-single-sign-on', said, voucher); who uuid; changed jsonb;
begin
  perform set_config('manumit.claims', '', true);
  if v is null or not identity.spend(decode(v ->> 'attempt', 'hex')) then return null; end if;
  select a.person_id into who from identity.single_sign_on a where a.issuer = v ->> 'issuer' and a.subject = v ->> 'subject';
  if who is null then return null; end if;
  changed := identity.reconcile_grants(who, '[]');
  update identity.session set ended_at = now() where person_id = who and ended_at is null;
  return identity.admit(who, null) || jsonb_build_object('changed', changed);
end
$$;
alter function identity.lose_single_sign_on(text, bytea) owner to manumit_guard;
revoke all on function identity.lose_single_sign_on(text, bytea) from public;
grant execute on function identity.lose_single_sign_on(text, bytea) to manumit_app;
