-- Withdraws a request to erase: only the person who made it, while that person may still make one. Returns whether it did.
create or replace function ledger.withdraw_erasure_request(entry uuid, at timestamptz) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare who uuid := identity.person();
begin
  if not ledger.may_erase(entry) then return false; end if;
  update ledger.erasure set ended_by = who, ended_at = at
    where entry_id = entry and approved_at is null and ended_at is null and requested_by = who;
  return found;
end
$$;
alter function ledger.withdraw_erasure_request(uuid, timestamptz) owner to manumit_guard;
revoke all on function ledger.withdraw_erasure_request(uuid, timestamptz) from public;
grant execute on function ledger.withdraw_erasure_request(uuid, timestamptz) to manumit_app;
