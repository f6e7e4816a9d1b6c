alter table platform.master_key enable row level security;
alter table platform.master_key force row level security;

create policy master_key_owner on platform.master_key to manumit_schema using (true) with check (true);
