-- Sets what is due next with a report, and on which day, after a person acted: the earliest of what its readers still owe (5e, A1.5). The
-- clocks are whole days, but feedback counts months. A first look is an act other than assigning it. The reporter is acknowledged
-- by the first message, and owed feedback after it, after it was passed on and after it was reopened. A message of the reporter is owed a
-- look like the first one. With a closed report only that is due, and it is among the open ones until then.
create or replace function reports.set_due(report uuid, clocks jsonb) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  with facts as (
    select r.state, r.received_on, r.message_on,
      (select min(c.changed_on) from reports.report_change c where c.report_id = r.id and c.action <> 'assign') as acted_on,
      (select min(m.sent_on) from reports.message m where m.report_id = r.id and m.direction = 'to-reporter') as written_on,
      (select max(c.changed_on) from reports.report_change c where c.report_id = r.id and c.action in ('pass-on', 'reopen')) as moved_on,
      (select max(c.changed_on) from reports.report_change c where c.report_id = r.id and c.action = 'reopen') as reopened_on
    from reports.report r where r.id = report
  ), looks as (
    select f.*, least(f.acted_on, f.written_on) as looked_on from facts f
  ), owed as (
    select 1 as place, 'look' as step, l.received_on + (clocks ->> 'look')::int as due_on from looks l
      where l.looked_on is null and l.state <> 'closed'
    union all
    select 2, 'message', l.message_on + (clocks ->> 'look')::int from looks l where l.message_on is not null
    union all
    select 3, 'triage', coalesce(l.reopened_on, l.looked_on) + (clocks ->> 'triage')::int from looks l
      where l.looked_on is not null and l.state in ('received', 'reopened')
    union all
    select 4, 'acknowledge', l.received_on + (clocks ->> 'acknowledge')::int from looks l
      where l.written_on is null and l.state <> 'closed'
    union all
    select 5, 'feedback', (greatest(l.written_on, l.moved_on) + make_interval(months => (clocks ->> 'feedback')::int))::date from looks l
      where l.written_on is not null and l.state <> 'closed'
  ), next as (
    select o.step, o.due_on from owed o order by o.due_on, o.place limit 1
  )
  update reports.report r set step = (select n.step from next n), due_on = (select n.due_on from next n) where r.id = report;
  update reports.wrap w set due_on = r.due_on,
      turn = case when r.state <> 'closed' then w.turn when r.due_on is null then 2 else 1 end
    from reports.report r where r.id = report and w.report_id = report;
end
$$;
alter function reports.set_due(uuid, jsonb) owner to manumit_guard;
revoke all on function reports.set_due(uuid, jsonb) from public;
