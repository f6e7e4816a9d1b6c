-- The number under which the caller reads a report; null where they hold no wrap of it, or were removed.
create or replace function reports.own_wrap_number(report uuid) returns int
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select r.number from reports.wrap w join reports.reader r on r.channel_id = w.channel_id and r.number = w.reader_number
  where w.report_id = report and r.person_id = identity.person() and r.removed_at is null
$$;
alter function reports.own_wrap_number(uuid) owner to manumit_guard;
revoke all on function reports.own_wrap_number(uuid) from public;
grant execute on function reports.own_wrap_number(uuid) to manumit_app;
