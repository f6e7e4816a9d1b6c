comment on table identity.ceiling is
  'The highest label that this installation may hold; no grant exceeds it. The operator sets it at start, with the schema''s own role.';

alter table identity.ceiling enable row level security;
alter table identity.ceiling force row level security;
grant select on identity.ceiling to manumit_app;
grant select on identity.ceiling to manumit_guard;

create policy ceiling_read on identity.ceiling for select to manumit_app using ((select identity.person()) is not null);

create policy ceiling_guard on identity.ceiling for select to manumit_guard using (true);

create policy ceiling_owner on identity.ceiling to manumit_schema using (true) with check (true);
