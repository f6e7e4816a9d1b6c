-- Ends access for a user who is no longer listed: single sign-on grants and every session end at once. Sets claims for this transaction,
-- to write the ledger entry, but creates no session. Null if the name is unknown.
create or replace function identity.end_single_sign_on(statement text, voucher bytea) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare v jsonb := identity.vouched_for('people/end-single-sign-on', statement, voucher); who uuid; changed jsonb;
begin
  perform set_config('manumit.claims', '', true);
  if v is null or not identity.spend(decode(v ->> 'attempt', 'hex')) then return null; end if;
  select a.person_id into who from identity.single_sign_on a where a.issuer = v ->> 'issuer' and a.subject = v ->> 'subject';
  if who is null then return null; end if;
  changed := identity.reconcile_grants(who, '[]');
  update identity.session set ended_at = now() where person_id = who and ended_at is null;
  return identity.set_claims(who, null) || jsonb_build_object('changed', changed);
end
$$;
alter function identity.end_single_sign_on(text, bytea) owner to manumit_guard;
revoke all on function identity.end_single_sign_on(text, bytea) from public;
grant execute on function identity.end_single_sign_on(text, bytea) to manumit_app;
