comment on table reports.danger is
  'Reports whose author ticked "danger now", with the moment. The row is deleted when a reader says "I have it", or after 24 hours.';

alter table reports.danger enable row level security;
alter table reports.danger force row level security;
grant select on reports.danger to manumit_app;
grant select, insert, delete on reports.danger to manumit_guard;

create policy danger_read on reports.danger for select to manumit_app using (
  exists (select from reports.wrap w where w.report_id = danger.report_id)
);

create policy guard_all on reports.danger to manumit_guard using (true) with check (true);

create policy owner_all on reports.danger to manumit_schema using (true) with check (true);
