-- A legal adviser may erase, and read erasures, only where the own party's people acted. When any legal adviser could, two of two firms
-- could have erased what an entry about a nation held.
create or replace function ledger.may_erase(entry uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select identity.holds(identity.group('office')) or exists (
    select from ledger.entry e where e.id = entry and e.party_id = any (identity.parties(identity.group('legal-advisers')))
      and ledger.acted_for(e.person_id, e.party_id, e.at))
$$;
alter function ledger.may_erase(uuid) owner to manumit_guard;
revoke all on function ledger.may_erase(uuid) from public;
grant execute on function ledger.may_erase(uuid) to manumit_app;
