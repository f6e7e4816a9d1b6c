-- The interpreters of the channel of a report, for those who read it: whom they can give it to, and who has it until when. Without those
-- who must never get it.
create or replace function reports.interpreters(report uuid, today date)
returns table (number int, name text, nation text, unit text[], recipient text, verify_key bytea, given_by int, given_on date, until date)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select r.number, p.name, r.nation, r.unit, r.recipient, r.verify_key, i.given_by, i.given_on, i.until
  from reports.report o
    join reports.reader r on r.channel_id = o.channel_id and r.reader_function = 'interpreter' and r.removed_at is null
    join identity.person p on p.id = r.person_id
    left join reports.interpreter_wrap i on i.report_id = o.id and i.interpreter_number = r.number and today <= i.until
  where o.id = report and reports.own_wrap_number(report) is not null and not reports.was_left_out(report, r.number)
  order by r.number
$$;
alter function reports.interpreters(uuid, date) owner to manumit_guard;
revoke all on function reports.interpreters(uuid, date) from public;
grant execute on function reports.interpreters(uuid, date) to manumit_app;
