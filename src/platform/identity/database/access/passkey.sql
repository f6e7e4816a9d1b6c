alter table identity.passkey enable row level security;
alter table identity.passkey force row level security;
grant select, insert, update, delete on identity.passkey to manumit_guard;

create policy passkey_guard on identity.passkey to manumit_guard using (true) with check (true);

create policy passkey_owner on identity.passkey to manumit_schema using (true) with check (true);
