-- Refuses a requested erasure: a second person who could approve it, with a reason. Returns whether it did.
create or replace function ledger.refuse_erasure(entry uuid, at timestamptz, why text) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare who uuid := identity.person();
begin
  if not ledger.may_erase(entry) then return false; end if;
  update ledger.erasure set ended_by = who, ended_at = at, refusal = why
    where entry_id = entry and approved_at is null and ended_at is null and requested_by <> who;
  return found;
end
$$;
alter function ledger.refuse_erasure(uuid, timestamptz, text) owner to manumit_guard;
revoke all on function ledger.refuse_erasure(uuid, timestamptz, text) from public;
grant execute on function ledger.refuse_erasure(uuid, timestamptz, text) to manumit_app;
