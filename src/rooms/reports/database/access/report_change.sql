comment on table reports.report_change is 'What readers did with a report and on which day. Never at which time.';
comment on column reports.report_change.reader_number is 'Who did it, by the number under which the reader reads for the channel.';

alter table reports.report_change enable row level security;
alter table reports.report_change force row level security;
grant select on reports.report_change to manumit_app;
grant select, insert on reports.report_change to manumit_guard;

create policy report_change_read on reports.report_change for select to manumit_app using (
  exists (select from reports.wrap w where w.report_id = report_change.report_id)
);

create policy guard_all on reports.report_change to manumit_guard using (true) with check (true);

create policy owner_all on reports.report_change to manumit_schema using (true) with check (true);
