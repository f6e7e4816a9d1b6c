comment on table identity.spent is
  'Used challenges and attempts. The program signs them and stores none; a used one is stored here until well after it has expired, so '
  'that it works only once.';
comment on column identity.spent.hash is 'The challenge or attempt that was used.';

alter table identity.spent enable row level security;
alter table identity.spent force row level security;
grant select, insert, update, delete on identity.spent to manumit_guard;

create policy spent_guard on identity.spent to manumit_guard using (true) with check (true);

create policy spent_owner on identity.spent to manumit_schema using (true) with check (true);
