-- Erases the opening of an entry, confirmed by a second person. Returns whether it did.
create or replace function ledger.erase(entry uuid, at timestamptz) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare who uuid := identity.person();
begin
  if not ledger.may_erase(entry) then return false; end if;
  update ledger.erasure set approved_by = who, approved_at = at
    where entry_id = entry and approved_at is null and ended_at is null and requested_by <> who;
  if not found then return false; end if;
  delete from ledger.opening where entry_id = entry;
  return true;
end
$$;
alter function ledger.erase(uuid, timestamptz) owner to manumit_guard;
revoke all on function ledger.erase(uuid, timestamptz) from public;
grant execute on function ledger.erase(uuid, timestamptz) to manumit_app;
