-- What a confirmed successor needs to take over the reports of a reader who is gone: their ids, texts and the wraps of that reader, which
-- the recovery file of that reader opens. No report that the successor holds, and none that may concern them.
create or replace function reports.reports_to_inherit(channel uuid, predecessor int, after uuid, most int, today date)
returns table (report uuid, body bytea, wrap bytea)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select p.id, p.body, w.bytes
  from reports.own_succession(channel, predecessor) me
    join reports.wrap w on w.channel_id = channel and w.reader_number = predecessor
    join reports.report p on p.id = w.report_id
  where (after is null or p.id > after) and reports.list_shows_succession(channel, predecessor, me.number, today)
    and not exists (select from reports.wrap x where x.report_id = p.id and x.reader_number = me.number)
    and not reports.may_concern(p.id, me.number)
  order by p.id limit most
$$;
alter function reports.reports_to_inherit(uuid, int, uuid, int, date) owner to manumit_guard;
revoke all on function reports.reports_to_inherit(uuid, int, uuid, int, date) from public;
grant execute on function reports.reports_to_inherit(uuid, int, uuid, int, date) to manumit_app;
