comment on table platform.migration is
  'The table files that were applied. The program orders them by number and refuses one that was edited since.';

alter table platform.migration enable row level security;
alter table platform.migration force row level security;
grant select on platform.migration to manumit_app;

create policy migration_read on platform.migration for select to manumit_app using (true);

create policy guard_all on platform.migration to manumit_guard using (true) with check (true);

create policy owner_all on platform.migration to manumit_schema using (true) with check (true);
