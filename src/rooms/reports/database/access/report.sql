comment on table reports.report is
  'An encrypted report. The server cannot read it. It stores the day and nothing finer, and no address or device.';
comment on column reports.report.id is 'A random UUID (version 4), made in the reporter''s browser.';
comment on column reports.report.mailbox_hash is
  'SHA-256 of the mailbox id of the reporter''s code. The id is sent only to ask for answers.';
comment on column reports.report.verify_key is 'Checks what the reporter sends later.';
comment on column reports.report.letter is 'The reporter''s letter to their own next visit, encrypted to the reporter.';

alter table reports.report enable row level security;
alter table reports.report force row level security;
grant select (id, channel_id, manifest_number, received_on, body, verify_key) on reports.report to manumit_app;
grant select, insert on reports.report to manumit_guard;

-- A reader sees a report only where a wrap for them exists. Readers who were left out see no row, so they cannot count either.
create policy report_read on reports.report for select to manumit_app using (id in (select w.report_id from reports.wrap w));

create policy guard_all on reports.report to manumit_guard using (true) with check (true);

create policy owner_all on reports.report to manumit_schema using (true) with check (true);
