-- Undoes an imported table of people. Its undecided proposals are refused with the reason. Accounts that were never opened are closed, with
-- the roles they received since and all that is proposed to them; their address may be imported again. An account that was opened has an
-- owner and stays, with what other imports propose to it. So does an account that was opened before its reset, which deleted the
-- credentials. `ids`: accounts and sets of proposals.
create or replace function identity.undo_account_import(ids uuid[], undo_reason text, at timestamptz) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare me uuid := identity.person(); unopened uuid[];
begin
  if me is null or not identity.holds(identity.group('office')) then return; end if;
  select array_agg(p.id) into unopened from identity.person p where p.id = any (ids) and p.id <> me and p.disabled_at is null
    and not p.opened_before_reset
    and exists (select from identity.invitation i where i.person_id = p.id and i.purpose = 'invitation')
    and not exists (select from identity.password w where w.person_id = p.id)
    and not exists (select from identity.passkey k where k.person_id = p.id)
    and not exists (select from identity.session s where s.person_id = p.id);
  -- What an import proposes to an account of its own was proposed in the transaction that created the account.
  update identity.proposed_grant g set decided_at = at, decided_by = me, accepted = false, reason = undo_reason
    where decided_at is null and grant_id is null and (hand_over_id = any (ids) or to_person = any (unopened)
      or exists (select from identity.person p where p.id = any (ids) and p.id = g.to_person and p.created_at = g.proposed_at));
  update identity.invitation set used_at = at where person_id = any (unopened) and used_at is null;
  update identity.role_grant set ended_at = at, ended_by = me where person_id = any (unopened) and ended_at is null;
  update identity.person set disabled_at = at, email = null where id = any (unopened);
end
$$;
alter function identity.undo_account_import(uuid[], text, timestamptz) owner to manumit_guard;
revoke all on function identity.undo_account_import(uuid[], text, timestamptz) from public;
grant execute on function identity.undo_account_import(uuid[], text, timestamptz) to manumit_app;
