-- Repeats, after a restore, an erasure that the restored copy does not contain; the actor is the installation. The row names the same two
-- persons as before.
create or replace function ledger.replay_erasure(
  entry uuid, requester uuid, requested_time timestamptz, approver uuid, approved_time timestamptz
) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not identity.operator() then raise exception 'only the installation itself replays erasures' using errcode = '42501'; end if;
  insert into ledger.erasure (entry_id, reason, requested_by, requested_at, approved_by, approved_at)
    values (entry, 'Repeated after a restore.', requester, requested_time, approver, approved_time)
    on conflict (entry_id) where ended_at is null do update set approved_by = excluded.approved_by, approved_at = excluded.approved_at
      where ledger.erasure.requested_by <> excluded.approved_by;
  delete from ledger.opening where entry_id = entry;
  return found;
end
$$;
alter function ledger.replay_erasure(uuid, uuid, timestamptz, uuid, timestamptz) owner to manumit_guard;
revoke all on function ledger.replay_erasure(uuid, uuid, timestamptz, uuid, timestamptz) from public;
grant execute on function ledger.replay_erasure(uuid, uuid, timestamptz, uuid, timestamptz) to manumit_app;
