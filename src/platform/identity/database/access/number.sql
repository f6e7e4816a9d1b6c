comment on table identity.number is
  'One id for each account, learner, section link and credential. Claims, the ledger and stored responses distinguish them by id, and '
  'the creator chooses it. The index refuses an id that is taken, even if a transaction does not see it yet.';

alter table identity.number enable row level security;
alter table identity.number force row level security;
grant select, insert, delete on identity.number to manumit_guard;

create policy number_guard on identity.number to manumit_guard using (true) with check (true);

create policy number_owner on identity.number to manumit_schema using (true) with check (true);
