alter table ledger.tile enable row level security;
alter table ledger.tile force row level security;
grant select, insert, update, delete on ledger.tile to manumit_guard;

create policy guard_all on ledger.tile to manumit_guard using (true) with check (true);

create policy owner_all on ledger.tile to manumit_schema using (true) with check (true);
