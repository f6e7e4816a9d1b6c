-- Whether a report may be stored (5e). Reports with danger have room of their own, after that of the others is full. From a number of
-- reports a day on, each must bring proof of work for itself under a challenge of the last 24 hours. The number is counted by index up to
-- its limit: there is no counter that every report would wait for. The limit is a secret of channel and day, since a sender of reports
-- until work is required would learn how many others came. A report that is stored already is admitted: sending it again changes nothing.
create or replace function reports.admit_report(
  channel uuid, report uuid, urgent boolean, moment timestamptz, work_hour int, answers int[], envelope bytea, free_reports int,
  text_bytes bigint, urgent_bytes bigint
) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare today date := (moment at time zone 'UTC')::date; hour int := floor(extract(epoch from moment) / 3600); quota int; came int;
begin
  if exists (select from reports.report r where r.id = report) then return; end if;
  if not reports.has_room('{reports.report,reports.wrap,reports.message}',
    text_bytes + (case when urgent then urgent_bytes else 0 end)) then
    raise exception using message = 'reports/no-room', errcode = 'MA010';
  end if;
  quota := free_reports
    + get_byte(identity.keyed_hash(format('report quota %s %s', channel, today)), 0) % greatest(free_reports, 1);
  select count(*) into came
    from (select from reports.report r where r.channel_id = channel and r.received_on = today limit quota) counted;
  if came < quota or reports.is_work_done(channel, hour, work_hour, answers, envelope) then return; end if;
  raise exception using message = 'reports/work-required', errcode = 'MA010', detail = jsonb_build_object(
    'hour', hour, 'challenge', encode(reports.challenge(channel, hour), 'base64'));
end
$$;
alter function reports.admit_report(uuid, uuid, boolean, timestamptz, int, int[], bytea, int, bigint, bigint) owner to manumit_guard;
revoke all on function reports.admit_report(uuid, uuid, boolean, timestamptz, int, int[], bytea, int, bigint, bigint) from public;
grant execute on function reports.admit_report(uuid, uuid, boolean, timestamptz, int, int[], bytea, int, bigint, bigint) to manumit_app;
