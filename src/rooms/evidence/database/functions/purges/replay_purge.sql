-- Repeats, after a restore, a purge that the restored copy does not contain; the actor is the installation. The row names the same two
-- persons as before; if one of them had no account in the restored state, it names the installation.
create or replace function evidence.replay_purge(
  target uuid, requester uuid, requested_time timestamptz, purger uuid, purged_time timestamptz
) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare known_requester uuid := coalesce((select id from identity.person where id = requester), identity.person());
  known_purger uuid := coalesce((select id from identity.person where id = purger), identity.person());
begin
  if not identity.operator() then raise exception 'only the installation itself replays purges' using errcode = '42501'; end if;
  perform from evidence.item where id = target and state <> 'purged' for update;
  if not found then return false; end if;
  -- Requested first: from this step on the item no longer counts, and the step updates the tallies.
  update evidence.item set state = 'purge-requested', purge_requested_by = known_requester, purge_requested_at = requested_time,
    purge_reason = coalesce(purge_reason, 'Repeated after a restore.') where id = target;
  perform evidence.clear_item(target, known_purger, purged_time);
  return true;
end
$$;
alter function evidence.replay_purge(uuid, uuid, timestamptz, uuid, timestamptz) owner to manumit_guard;
revoke all on function evidence.replay_purge(uuid, uuid, timestamptz, uuid, timestamptz) from public;
grant execute on function evidence.replay_purge(uuid, uuid, timestamptz, uuid, timestamptz) to manumit_app;
