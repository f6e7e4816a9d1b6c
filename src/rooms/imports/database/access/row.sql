comment on table past.row is 'What each line of a batch became.';

alter table past.row enable row level security;
alter table past.row force row level security;
grant select, insert on past.row to manumit_app;

create policy row_read on past.row for select to manumit_app using ((select identity.holds(identity.group('office'))));

create policy row_take on past.row for insert to manumit_app with check ((select identity.holds(identity.group('office'))));

create policy row_owner on past.row to manumit_schema using (true) with check (true);
