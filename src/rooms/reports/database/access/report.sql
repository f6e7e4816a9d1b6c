comment on table reports.report is
  'An encrypted report. The server cannot read it. It stores the day and nothing finer, and no address or device.';
comment on column reports.report.id is 'A random UUID (version 4), made in the reporter''s browser.';
comment on column reports.report.mailbox_hash is
  'SHA-256 of the mailbox id of the reporter''s code. The id is sent only to ask for answers.';
comment on column reports.report.verify_key is 'Checks what the reporter sends later.';
comment on column reports.report.state is 'What readers did with it so far. The reporter learns of it by a message that a reader signed.';
comment on column reports.report.assigned_to is 'The number of the reader who has it.';
comment on column reports.report.closed_as is 'How it was closed, as coarse as deleting it needs. The reason is in an encrypted note.';
comment on column reports.report.unanswered is 'Whether the newest message is the reporter''s: days alone would not say.';
comment on column reports.report.step is
  'What its readers owe next: a first look, a look at a new message, triage, a first answer, feedback.';
comment on column reports.report.message_on is
  'The day of the oldest message of the reporter since readers last acted or answered; null where there is none.';
comment on column reports.report.due_on is 'The day by which that is due, by the clocks in force when it was set.';
comment on column reports.report.untaken is
  'Whether its moment of danger was deleted before a reader took it. The reporter reads so until one does.';
comment on column reports.report.letter is 'The reporter''s letter to their own next visit, encrypted to the reporter.';
comment on column reports.report.body is 'Ciphertext of the text and the answers, padded to one of few lengths.';

alter table reports.report enable row level security;
alter table reports.report force row level security;
grant select (id, channel_id, manifest_number, received_on, body, verify_key, state, assigned_to, closed_as, unanswered, version,
  step, due_on, message_on) on reports.report to manumit_app;
grant select, insert, delete on reports.report to manumit_guard;
grant update (state, assigned_to, closed_as, unanswered, message_on, version, step, due_on, untaken) on reports.report to manumit_guard;

-- A reader sees a report only where a wrap for them exists. Readers who were left out see no row, so they cannot count either.
create policy report_read on reports.report for select to manumit_app using (
  exists (select from reports.wrap w where w.report_id = report.id)
);

create policy guard_all on reports.report to manumit_guard using (true) with check (true);

create policy owner_all on reports.report to manumit_schema using (true) with check (true);

create trigger erase_traces after delete on reports.report
  referencing old table as deleted for each statement execute function reports.erase_traces();
