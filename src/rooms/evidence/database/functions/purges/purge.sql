-- Removes the content of an item permanently, confirmed by a second person; in one-person mode by the same person. What was measured or
-- read from a public source is purged by the policy office alone, a rating by nobody. The file is removed with the last item that shows
-- it. The tombstone, its place in time and the ledger stay. Returns whether it did.
create or replace function evidence.purge(target uuid, at timestamptz) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare who uuid := identity.person();
begin
  perform from evidence.item where id = target and state = 'purge-requested'
    and (purge_requested_by <> who or (identity.claims() ->> 'sole')::boolean)
    and origin <> 'rated'
    and ((origin = 'declared' and not by_office and party_id = any (identity.parties(identity.group('evidence-signers'), label_level)))
      or (identity.cleared(identity.group('office'), label_level, releasable_to) and (submitted_at is not null or by_office))) for update;
  if not found then return false; end if;
  perform evidence.clear_item(target, who, at);
  return true;
end
$$;
alter function evidence.purge(uuid, timestamptz) owner to manumit_guard;
revoke all on function evidence.purge(uuid, timestamptz) from public;
grant execute on function evidence.purge(uuid, timestamptz) to manumit_app;
