alter table identity.session enable row level security;
alter table identity.session force row level security;
grant select, insert, update, delete on identity.session to manumit_guard;

create policy session_guard on identity.session to manumit_guard using (true) with check (true);

create policy session_owner on identity.session to manumit_schema using (true) with check (true);
