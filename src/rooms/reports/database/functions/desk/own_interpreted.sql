-- The reports that the caller may interpret on a day, with the keys of them and what they noted themselves: only as an interpreter who was
-- not removed, and only until the day that a reader set. Nothing of any other report, and no note of a reader.
create or replace function reports.own_interpreted(today date)
returns table (report uuid, channel uuid, number int, given_on date, until date, body bytea, wrap bytea, received_on date)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select p.id, p.channel_id, r.number, i.given_on, i.until, p.body, i.bytes, p.received_on
  from reports.interpreter_wrap i
    join reports.reader r on r.channel_id = i.channel_id and r.number = i.interpreter_number
    join reports.report p on p.id = i.report_id
  where r.person_id = identity.person() and r.removed_at is null and today <= i.until
$$;
alter function reports.own_interpreted(date) owner to manumit_guard;
revoke all on function reports.own_interpreted(date) from public;
grant execute on function reports.own_interpreted(date) to manumit_app;
