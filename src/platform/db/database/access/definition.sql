comment on table platform.definition is
  'The function and access files as they were last applied, and what each of them created. A file whose hash has changed is applied '
  'again.';
comment on column platform.definition.makes is
  'The objects that the file creates. They are dropped before it is applied again, or once the file is gone.';

alter table platform.definition enable row level security;
alter table platform.definition force row level security;
grant select on platform.definition to manumit_app;

create policy definition_read on platform.definition for select to manumit_app using (true);

create policy guard_all on platform.definition to manumit_guard using (true) with check (true);

create policy owner_all on platform.definition to manumit_schema using (true) with check (true);
