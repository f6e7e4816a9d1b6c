-- Withdraws a request to purge an item: only the person who made it, while that person may still make one. Returns the state to which the
-- item returns, or null where this person has made no such request.
create or replace function evidence.withdraw_purge_request(target uuid, at timestamptz) returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare who uuid := identity.person();
begin
  perform from evidence.item where id = target and state = 'purge-requested' and purge_requested_by = who
    and origin <> 'rated'
    and ((origin = 'declared' and not by_office and party_id = any (identity.parties(identity.group('evidence-writers'), label_level)))
      or (identity.cleared(identity.group('office'), label_level, releasable_to) and (by_office or origin = 'measured'))) for update;
  if not found then return null; end if;
  return evidence.return_item(target, at, null);
end
$$;
alter function evidence.withdraw_purge_request(uuid, timestamptz) owner to manumit_guard;
revoke all on function evidence.withdraw_purge_request(uuid, timestamptz) from public;
grant execute on function evidence.withdraw_purge_request(uuid, timestamptz) to manumit_app;
