comment on table nations.crosscheck is 'A treaty date compared with a second source.';

alter table nations.crosscheck enable row level security;
alter table nations.crosscheck force row level security;
grant select, insert on nations.crosscheck to manumit_app;

-- Treaty facts are public.
create policy crosscheck_read on nations.crosscheck for select to manumit_app using (true);

create policy crosscheck_write on nations.crosscheck for insert to manumit_app with check (
  (select identity.holds(identity.group('office')))
);

create policy crosscheck_owner on nations.crosscheck to manumit_schema using (true) with check (true);
