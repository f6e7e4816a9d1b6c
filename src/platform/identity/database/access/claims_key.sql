alter table identity.claims_key enable row level security;
alter table identity.claims_key force row level security;
grant select, insert, update, delete on identity.claims_key to manumit_guard;

create policy claims_key_guard on identity.claims_key to manumit_guard using (true) with check (true);

create policy claims_key_owner on identity.claims_key to manumit_schema using (true) with check (true);
