comment on table identity.number is
  'One number for each account, learner, link to a section and credential. They are told apart by their numbers in claims, in the '
  'ledger and among the answers kept for repeated requests, and whoever makes one chooses its number. The index refuses a number that '
  'is taken, whatever a transaction still sees.';

alter table identity.number enable row level security;
alter table identity.number force row level security;
grant select, insert, delete on identity.number to manumit_guard;

create policy number_guard on identity.number to manumit_guard using (true) with check (true);

create policy number_owner on identity.number to manumit_schema using (true) with check (true);
