-- Removes the content of an item permanently, confirmed by a second person (`may_decide_purge`). The file is removed with the last item
-- that shows it. The tombstone, its place in time and the ledger stay. Returns whether it did.
create or replace function evidence.purge(target uuid, at timestamptz) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare who uuid := identity.person();
begin
  perform from evidence.item p where p.id = target and evidence.may_decide_purge(p) for update;
  if not found then return false; end if;
  perform evidence.clear_item(target, who, at);
  return true;
end
$$;
alter function evidence.purge(uuid, timestamptz) owner to manumit_guard;
revoke all on function evidence.purge(uuid, timestamptz) from public;
grant execute on function evidence.purge(uuid, timestamptz) to manumit_app;
