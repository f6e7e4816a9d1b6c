alter table identity.number enable row level security;
alter table identity.number force row level security;
grant select, insert, delete on identity.number to manumit_guard;

create policy number_guard on identity.number to manumit_guard using (true) with check (true);

create policy number_owner on identity.number to manumit_schema using (true) with check (true);
