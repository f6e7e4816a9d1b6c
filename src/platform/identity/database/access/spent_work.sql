alter table identity.spent_work enable row level security;
alter table identity.spent_work force row level security;
grant select, insert, update, delete on identity.spent_work to manumit_guard;

create policy spent_work_guard on identity.spent_work to manumit_guard using (true) with check (true);

create policy spent_work_owner on identity.spent_work to manumit_schema using (true) with check (true);
