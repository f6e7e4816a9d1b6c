-- Stores wraps of reports for a newcomer, made in the browser of a reader who holds them, with the record of the act (5e). A report is
-- passed over where the caller holds no wrap of it, or where the newcomer was left out when it was encrypted. Sent again it changes
-- nothing. Answers the reports of which the newcomer now holds a wrap.
create or replace function reports.add_wraps(
  channel uuid, newcomer int, reports uuid[], wraps bytea[], today date, action_hash bytea, action_salt bytea, action_detail jsonb
) returns uuid[]
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare held uuid[]; added int;
begin
  select array_agg(w.report_id) into held from reports.wrap w
    join reports.reader r on r.channel_id = w.channel_id and r.number = w.reader_number
    where w.channel_id = channel and w.report_id = any (reports) and r.person_id = identity.person() and r.removed_at is null;
  if held is null then raise exception using message = 'platform/not-found', errcode = 'MA010'; end if;
  if not reports.is_listed(channel, newcomer, today) then
    raise exception using message = 'reports/reader-not-listed', errcode = 'MA010';
  end if;
  insert into reports.wrap (report_id, channel_id, reader_number, bytes)
    select g.report, channel, newcomer, g.bytes from unnest(reports, wraps) g (report, bytes)
    where g.report = any (held) and not reports.was_left_out(g.report, newcomer)
    on conflict (report_id, reader_number) do nothing;
  get diagnostics added = row_count;
  if added > 0 then
    insert into reports.recorded_action values (action_hash, channel, today, action_salt, action_detail);
  end if;
  return array(select w.report_id from reports.wrap w where w.report_id = any (held) and w.reader_number = newcomer order by 1);
end
$$;
alter function reports.add_wraps(uuid, int, uuid[], bytea[], date, bytea, bytea, jsonb) owner to manumit_guard;
revoke all on function reports.add_wraps(uuid, int, uuid[], bytea[], date, bytea, bytea, jsonb) from public;
grant execute on function reports.add_wraps(uuid, int, uuid[], bytea[], date, bytea, bytea, jsonb) to manumit_app;
