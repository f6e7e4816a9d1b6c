-- A legal adviser erases, and reads of erasures, where the own party's people acted. Any legal adviser anywhere could before: two of two firms could have
-- taken away what an entry about a nation held.
create function ledger.may_erase(entry uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select identity.holds('{policy-office}') or exists (
    select from ledger.entry e join identity.role_grant g on g.person_id = e.person_id and g.party_id = e.party_id
    where e.id = entry and e.party_id = any (identity.parties('{legal-adviser}')) and g.role not in ('reviewer', 'auditor')) $$;
alter function ledger.may_erase(uuid) owner to manumit_guard;
revoke all on function ledger.may_erase(uuid) from public;
grant execute on function ledger.may_erase(uuid) to manumit_app;

drop policy erasure_read on ledger.erasure;
create policy erasure_read on ledger.erasure for select to manumit_app using ((select identity.holds('{policy-office,auditor}')) or ledger.may_erase(entry_id));
drop policy erasure_ask on ledger.erasure;
create policy erasure_ask on ledger.erasure for insert to manumit_app with check (
  ledger.may_erase(entry_id) and asked_by = (select identity.person()) and approved_at is null);

create or replace function ledger.erase(entry uuid, at timestamptz) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare who uuid := identity.person();
begin
  if not ledger.may_erase(entry) then return false; end if;
  update ledger.erasure set approved_by = who, approved_at = at where entry_id = entry and approved_at is null and asked_by <> who;
  if not found then return false; end if;
  delete from ledger.opening where entry_id = entry;
  return true;
end $$;
