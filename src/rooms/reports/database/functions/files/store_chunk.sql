-- Stores the next chunk of a container. Chunks come in their order, and each has exactly its size. One that is stored already is left as it
-- is; another one at its place is refused. The room of files is measured here too: many containers can be opened while it is empty. The act
-- is recorded with the last chunk.
create or replace function reports.store_chunk(
  ticket bytea, at_place int, content bytea, today date, action_hash bytea, action_salt bytea, action_detail jsonb,
  file_bytes bigint
) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare open reports.container; kept bytea; next int; chunks int;
begin
  select * into open from reports.container c where c.ticket_hash = ticket and c.expires_on >= today;
  if not found then raise exception using message = 'reports/unknown-ticket', errcode = 'MA010'; end if;
  chunks := ceil(open.bytes / 65536.0);
  select p.bytes into kept from reports.chunk p where p.report_id = open.report_id and p.place = at_place;
  if kept = content then return; end if;
  select count(*) into next from reports.chunk p where p.report_id = open.report_id;
  if at_place <> next or at_place >= chunks or length(content) <> least(65536, open.bytes - at_place * 65536) then
    raise exception using message = 'reports/other-chunk', errcode = 'MA010';
  end if;
  if not reports.has_room('{reports.chunk}', file_bytes) then
    raise exception using message = 'reports/no-room', errcode = 'MA010';
  end if;
  insert into reports.chunk values (open.report_id, at_place, content) on conflict do nothing;
  if not found or at_place < chunks - 1 then return; end if;
  update reports.container c set is_whole = true where c.report_id = open.report_id;
  insert into reports.recorded_action select action_hash, r.channel_id, today, action_salt, action_detail
    from reports.report r where r.id = open.report_id;
end
$$;
alter function reports.store_chunk(bytea, int, bytea, date, bytea, bytea, jsonb, bigint) owner to manumit_guard;
revoke all on function reports.store_chunk(bytea, int, bytea, date, bytea, bytea, jsonb, bigint) from public;
grant execute on function reports.store_chunk(bytea, int, bytea, date, bytea, bytea, jsonb, bigint) to manumit_app;
