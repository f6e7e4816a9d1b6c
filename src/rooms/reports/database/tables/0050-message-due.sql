-- A message of a reporter is due like a first look, also with a closed report (5e, A1.5): before, it was due for nobody.
alter table reports.report add column message_on date;
alter table reports.report drop constraint report_step_check;
alter table reports.report add constraint report_step_check check (step in ('look', 'message', 'triage', 'acknowledge', 'feedback'));
update reports.report r set message_on = (
    select max(m.sent_on) from reports.message m where m.report_id = r.id and m.direction = 'to-reader')
  where r.unanswered and r.closed_as is distinct from 'junk';
update reports.report set step = 'message', due_on = message_on + 1
  where message_on is not null and (due_on is null or due_on > message_on + 1);
update reports.wrap w set due_on = r.due_on, turn = least(w.turn, 1)
  from reports.report r where r.id = w.report_id and r.step = 'message';
-- It now also gets the clocks. Its parameters changed, so the old one is dropped.
drop function if exists reports.accept_message(bytea, int, bytea, date, bytea, bytea, jsonb, bigint);
