-- Who can read a report, for those who read it themselves: readers who hold a wrap and were not removed.
create or replace function reports.report_readers(report uuid) returns table (number int, name text, reader_function text, nation text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select r.number, p.name, r.reader_function, r.nation
  from reports.wrap w
    join reports.reader r on r.channel_id = w.channel_id and r.number = w.reader_number
    join identity.person p on p.id = r.person_id
  where w.report_id = report and r.removed_at is null and reports.own_wrap_number(report) is not null
  order by r.number
$$;
alter function reports.report_readers(uuid) owner to manumit_guard;
revoke all on function reports.report_readers(uuid) from public;
grant execute on function reports.report_readers(uuid) to manumit_app;
