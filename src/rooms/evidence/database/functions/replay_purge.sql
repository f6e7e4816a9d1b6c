-- Repeats, after a restore, a purge that the restored copy does not contain; the actor is the installation. The row names the same two
-- persons as before; if one of them had no account in the restored state, it names the installation.
create or replace function evidence.replay_purge(
  target uuid, requester uuid, requested_time timestamptz, purger uuid, purged_time timestamptz
) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare p record; known_requester uuid := coalesce((select id from identity.person where id = requester), identity.person());
  known_purger uuid := coalesce((select id from identity.person where id = purger), identity.person());
begin
  if not identity.operator() then raise exception 'only the installation itself replays purges' using errcode = '42501'; end if;
  select * into p from evidence.item where id = target and state <> 'purged' for update;
  if not found then return false; end if;
  -- Requested first: from this step on the item no longer counts, and the step updates the tallies.
  update evidence.item set state = 'purge-requested', purge_requested_by = known_requester, purge_requested_at = requested_time,
    purge_reason = coalesce(purge_reason, 'Repeated after a restore.') where id = target;
  update evidence.item set state = 'purged', purged_by = known_purger, purged_at = purged_time, title_en = null, title_fr = null,
    source_en = null, source_fr = null, page = null,
    address = null, note = null, end_reason = null, document_id = null, version = version + 1 where id = target;
  if p.document_id is not null and not exists (select from evidence.item where document_id = p.document_id) then
    delete from evidence.document_chunk where document_id = p.document_id;
    update evidence.document set name = null, purged_at = purged_time where id = p.document_id;
  end if;
  return true;
end
$$;
alter function evidence.replay_purge(uuid, uuid, timestamptz, uuid, timestamptz) owner to manumit_guard;
revoke all on function evidence.replay_purge(uuid, uuid, timestamptz, uuid, timestamptz) from public;
grant execute on function evidence.replay_purge(uuid, uuid, timestamptz, uuid, timestamptz) to manumit_app;
