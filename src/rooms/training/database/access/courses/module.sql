alter table training.module enable row level security;
alter table training.module force row level security;
grant select (id, version, lessons, acknowledged, renewed_by, valid_months, deltas, due_days) on training.module to manumit_app;
grant select, insert, update, delete on training.module to manumit_guard;

-- The curriculum is public, as the policy is.
create policy module_read on training.module for select to manumit_app using (true);

create policy module_guard on training.module to manumit_guard using (true) with check (true);

create policy module_owner on training.module to manumit_schema using (true) with check (true);
