-- The reports of a channel that the caller holds and a newcomer does not, by id: what the caller's browser needs to wrap their keys.
-- Nothing for a newcomer whom the newest list does not name, and no report from which they were left out.
create or replace function reports.reports_to_hand_over(channel uuid, newcomer int, after uuid, most int, today date)
returns table (report uuid, body bytea, wrap bytea)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select p.id, p.body, w.bytes
  from reports.wrap w
    join reports.reader r on r.channel_id = w.channel_id and r.number = w.reader_number
    join reports.report p on p.id = w.report_id
  where w.channel_id = channel and r.person_id = identity.person() and r.removed_at is null and r.number <> newcomer
    and (after is null or p.id > after)
    and reports.is_listed(channel, newcomer, today)
    and not exists (select from reports.wrap x where x.report_id = p.id and x.reader_number = newcomer)
    and not reports.was_left_out(p.id, newcomer)
  order by p.id limit most
$$;
alter function reports.reports_to_hand_over(uuid, int, uuid, int, date) owner to manumit_guard;
revoke all on function reports.reports_to_hand_over(uuid, int, uuid, int, date) from public;
grant execute on function reports.reports_to_hand_over(uuid, int, uuid, int, date) to manumit_app;
