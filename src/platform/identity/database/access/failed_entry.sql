alter table identity.failed_entry enable row level security;
alter table identity.failed_entry force row level security;
grant select, insert, update, delete on identity.failed_entry to manumit_guard;

create policy failed_entry_guard on identity.failed_entry to manumit_guard using (true) with check (true);

create policy failed_entry_owner on identity.failed_entry to manumit_schema using (true) with check (true);
