comment on table identity.spent is
  'Challenges and attempts are signed by the program and kept nowhere; what was used is kept here until it has long run out, so that '
  'it works once.';

alter table identity.spent enable row level security;
alter table identity.spent force row level security;
grant select, insert, update, delete on identity.spent to manumit_guard;

create policy spent_guard on identity.spent to manumit_guard using (true) with check (true);

create policy spent_owner on identity.spent to manumit_schema using (true) with check (true);
