alter table identity.attempt enable row level security;
alter table identity.attempt force row level security;
grant select, insert, update, delete on identity.attempt to manumit_guard;

create policy attempt_guard on identity.attempt to manumit_guard using (true) with check (true);

create policy attempt_owner on identity.attempt to manumit_schema using (true) with check (true);
