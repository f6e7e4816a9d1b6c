comment on table reports.duplicate is 'Reports that a reader marked as the same matter as another of their channel.';
comment on column reports.duplicate.linked_by is 'The number of the reader who marked it.';

alter table reports.duplicate enable row level security;
alter table reports.duplicate force row level security;
grant select on reports.duplicate to manumit_app;
grant select, insert, delete on reports.duplicate to manumit_guard;

-- Readers who hold both reports. A person who holds one of them, and was left out of the other, sees no link and no other report.
create policy duplicate_read on reports.duplicate for select to manumit_app using (
  exists (select from reports.wrap w where w.report_id = duplicate.report_id)
  and exists (select from reports.wrap w where w.report_id = duplicate.same_as)
);

create policy guard_all on reports.duplicate to manumit_guard using (true) with check (true);

create policy owner_all on reports.duplicate to manumit_schema using (true) with check (true);
