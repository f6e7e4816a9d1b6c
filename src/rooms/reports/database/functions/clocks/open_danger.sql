-- Reports of danger that nobody has taken, for the program that notifies readers: grouped by who holds a wrap and who was notified, since
-- these are notified together. Dangers of more than 24 hours are deleted first: only until then a report has a moment. That nobody took the
-- report stays, without a time, until a reader does. Keys of interpreters whose last day has passed are deleted too; since that day they
-- are served to nobody. Sequential scans are off: a connection keeps the plan that it made while there were few notices, which then read
-- all notices for each of 10,000 reports, and ran longer than a statement may. Compiling it took longer than running it (3.0 and 0.85 s on
-- PostgreSQL 15 at a load of 25). The answer is an array_agg because the time of jsonb_agg over a list grows with the square of its length
-- in PostgreSQL 18.4: 3.6 s for 10,000 reports, 15 s for 20,000, where this takes 0.1 s.
create or replace function reports.open_danger(moment timestamptz) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
set jit = off
as $$
begin
  if not identity.runs_job('send-mail') then raise exception 'only the program itself does this' using errcode = '42501'; end if;
  -- As a reader who takes one does: first the report, then its danger.
  perform from reports.report r
    where r.id in (select d.report_id from reports.danger d where d.at <= moment - interval '24 hours') order by r.id for update;
  with past as (delete from reports.danger where at <= moment - interval '24 hours' returning report_id)
    update reports.report r set untaken = true from past where r.id = past.report_id;
  delete from reports.interpreter_wrap where until < (moment at time zone 'UTC')::date;
  return (
    with open as (
      select d.report_id, p.channel_id, d.at,
        array(select r.number from reports.wrap w
          join reports.reader r on r.channel_id = w.channel_id and r.number = w.reader_number
          where w.report_id = d.report_id and r.removed_at is null order by 1) as holders,
        array(select n.person_id from reports.danger_notice n where n.report_id = d.report_id order by 1) as told,
        array(select n.person_id from reports.danger_notice n join mail.message m on m.id = n.message_id
          where n.report_id = d.report_id and (m.failed_at is not null or (m.attempts > 0 and m.claimed_at is null))
          order by 1) as unreached
      from reports.danger d join reports.report p on p.id = d.report_id
    ), alike as (
      select channel_id, holders, told, unreached, min(at) as since, jsonb_agg(report_id) as reports from open group by 1, 2, 3, 4
    )
    select coalesce(to_jsonb(array_agg(jsonb_build_object(
      'holders', to_jsonb(a.holders), 'told', to_jsonb(a.told), 'unreached', to_jsonb(a.unreached), 'since', a.since, 'reports', a.reports,
      'roster', (select jsonb_build_object('zone', o.zone, 'shifts', coalesce((
          select jsonb_agg(jsonb_build_object('reader', s.reader_number, 'days', to_jsonb(s.days), 'starts', s.starts, 'ends', s.ends)
            order by s.place)
          from reports.shift s where s.channel_id = o.channel_id and s.roster_number = o.number), '[]'))
        from reports.roster o where o.channel_id = a.channel_id order by o.number desc limit 1),
      'readers', (select jsonb_agg(jsonb_build_object('number', r.number, 'person', r.person_id, 'function', r.reader_function))
        from reports.reader r where r.channel_id = a.channel_id and r.number = any (a.holders))))), '[]')
    from alike a);
end
$$;
alter function reports.open_danger(timestamptz) owner to manumit_guard;
revoke all on function reports.open_danger(timestamptz) from public;
grant execute on function reports.open_danger(timestamptz) to manumit_app;
