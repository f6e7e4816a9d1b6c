comment on table training.replacement is 'A module that replaces another.';

alter table training.replacement enable row level security;
alter table training.replacement force row level security;
grant select on training.replacement to manumit_app;
grant select, insert, update, delete on training.replacement to manumit_guard;

-- The curriculum is public, like the policy.
create policy replacement_read on training.replacement for select to manumit_app using (true);

create policy replacement_guard on training.replacement to manumit_guard using (true) with check (true);

create policy replacement_owner on training.replacement to manumit_schema using (true) with check (true);
