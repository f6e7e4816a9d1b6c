-- What is due next with each report, and on which day (5e, A1.5): the inbox is in this order. Days only.
alter table reports.report
  add column step text check (step in ('look', 'triage', 'acknowledge', 'feedback')),
  add column due_on date,
  add check ((step is null) = (due_on is null));
update reports.report set step = 'look', due_on = received_on + 1 where state = 'received';
update reports.report set step = 'feedback', due_on = (received_on + interval '3 months')::date where state not in ('received', 'closed');

alter table reports.wrap add column due_on date;
update reports.wrap w set due_on = r.due_on from reports.report r where r.id = w.report_id;
create index wrap_due on reports.wrap (channel_id, reader_number, due_on, report_id) where turn < 2;
create index wrap_own_due on reports.wrap (channel_id, reader_number, due_on, report_id) where turn < 2 and mine;
-- Open reports are in the order of their due days; only closed ones are still in that of their arrival.
drop index reports.wrap_mine;
-- These functions now also get the clocks. Their parameters changed, so the old ones are dropped.
drop function if exists reports.handle_report(uuid, int, text, text, text, int, int, bytea, uuid, bytea, date, bytea, bytea, jsonb);
drop function if exists reports.accept_report(uuid, uuid, int, date, bytea, int[], bytea[], bytea, bytea, bytea, timestamptz, bytea, bytea,
  jsonb);
-- A report that its reader cannot open is closed as such: without a note, since nobody who cannot open it can encrypt one to its key.
alter table reports.report drop constraint report_closed_as_check;
alter table reports.report add constraint report_closed_as_check check (closed_as in ('handled', 'duplicate', 'junk', 'unreadable'));
