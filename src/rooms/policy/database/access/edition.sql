comment on table policy.edition is 'An edition of the policy; its text is in files, its fingerprint here.';

alter table policy.edition enable row level security;
alter table policy.edition force row level security;
grant select on policy.edition to manumit_app;
grant select, insert, delete on policy.edition to manumit_guard;

create policy edition_read on policy.edition for select to manumit_app, manumit_guard using (true);

create policy edition_owner on policy.edition to manumit_schema using (true) with check (true);

create policy edition_imported on policy.edition for insert to manumit_guard with check (true);

create policy edition_withdrawn on policy.edition for delete to manumit_guard using (true);
