-- The one list of what a purge removes of an item. Its file is removed with the last item that shows it.
create or replace function evidence.clear_item(target uuid, purger uuid, purged_time timestamptz) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare file uuid := (select document_id from evidence.item where id = target);
begin
  update evidence.item set state = 'purged', purged_by = purger, purged_at = purged_time, title_en = null, title_fr = null,
    source_en = null, source_fr = null, page = null, address = null, note = null, end_reason = null, purge_refusal = null,
    document_id = null, version = version + 1 where id = target;
  if file is not null and not exists (select from evidence.item where document_id = file) then
    delete from evidence.document_chunk where document_id = file;
    update evidence.document set name = null, purged_at = purged_time where id = file;
  end if;
end
$$;
alter function evidence.clear_item(uuid, uuid, timestamptz) owner to manumit_guard;
revoke all on function evidence.clear_item(uuid, uuid, timestamptz) from public;
