comment on table policy.obligation is 'The obligations of an edition; tables of rooms refer to them.';

alter table policy.obligation enable row level security;
alter table policy.obligation force row level security;
grant select on policy.obligation to manumit_app;
grant select, insert, delete on policy.obligation to manumit_guard;

create policy obligation_read on policy.obligation for select to manumit_app, manumit_guard using (true);

create policy obligation_owner on policy.obligation to manumit_schema using (true) with check (true);

create policy obligation_imported on policy.obligation for insert to manumit_guard with check (true);

create policy obligation_withdrawn on policy.obligation for delete to manumit_guard using (true);
