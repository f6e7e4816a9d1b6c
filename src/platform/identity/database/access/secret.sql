alter table identity.secret enable row level security;
alter table identity.secret force row level security;
grant select, insert, update, delete on identity.secret to manumit_guard;

create policy secret_guard on identity.secret to manumit_guard using (true) with check (true);

create policy secret_owner on identity.secret to manumit_schema using (true) with check (true);
