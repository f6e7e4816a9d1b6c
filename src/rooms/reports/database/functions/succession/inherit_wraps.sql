-- Stores wraps that a confirmed successor made for themselves with the keys of a reader who is gone, with the record of the act (5e). A
-- report is passed over where that reader held no wrap of it, or where it may concern the successor. Sent again it changes nothing. Answers
-- the reports that the successor now holds.
create or replace function reports.inherit_wraps(
  channel uuid, predecessor int, reports uuid[], wraps bytea[], today date, action_hash bytea, action_salt bytea, action_detail jsonb
) returns uuid[]
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare me int; added int;
begin
  select s.number into me from reports.own_succession(channel, predecessor) s;
  if me is null then raise exception using message = 'platform/not-found', errcode = 'MA010'; end if;
  if not reports.list_shows_succession(channel, predecessor, me, today) then
    raise exception using message = 'reports/reader-not-listed', errcode = 'MA010';
  end if;
  insert into reports.wrap (report_id, channel_id, reader_number, bytes)
    select g.report, channel, me, g.bytes from unnest(reports, wraps) g (report, bytes)
      join reports.wrap held on held.report_id = g.report and held.channel_id = channel and held.reader_number = predecessor
    where not reports.may_concern(g.report, me)
    on conflict (report_id, reader_number) do nothing;
  get diagnostics added = row_count;
  if added > 0 then
    insert into reports.recorded_action values (action_hash, channel, today, action_salt, action_detail);
  end if;
  return array(select w.report_id from reports.wrap w where w.report_id = any (reports) and w.reader_number = me order by 1);
end
$$;
alter function reports.inherit_wraps(uuid, int, uuid[], bytea[], date, bytea, bytea, jsonb) owner to manumit_guard;
revoke all on function reports.inherit_wraps(uuid, int, uuid[], bytea[], date, bytea, bytea, jsonb) from public;
grant execute on function reports.inherit_wraps(uuid, int, uuid[], bytea[], date, bytea, bytea, jsonb) to manumit_app;
