comment on table imports.row is 'What each line of a batch became.';

alter table imports.row enable row level security;
alter table imports.row force row level security;
grant select, insert on imports.row to manumit_app;

create policy row_read on imports.row for select to manumit_app using ((select identity.holds(identity.group('office'))));

create policy row_import on imports.row for insert to manumit_app with check ((select identity.holds(identity.group('office'))));

create policy row_owner on imports.row to manumit_schema using (true) with check (true);
