comment on table reports.erased_report is
  'Reports that were deleted after their period, by id and day alone. A restore of an older backup deletes them again.';

alter table reports.erased_report enable row level security;
alter table reports.erased_report force row level security;
grant select, insert on reports.erased_report to manumit_guard;

create policy guard_all on reports.erased_report to manumit_guard using (true) with check (true);

create policy owner_all on reports.erased_report to manumit_schema using (true) with check (true);
