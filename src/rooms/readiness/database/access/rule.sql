comment on table training.rule is
  'One rule of the curriculum; null matches everyone. `within`: days after arrival until its modules are due.';

alter table training.rule enable row level security;
alter table training.rule force row level security;
grant select on training.rule to manumit_app;
grant select, insert, update, delete on training.rule to manumit_guard;

-- The curriculum is public, like the policy.
create policy rule_read on training.rule for select to manumit_app using (true);

create policy rule_guard on training.rule to manumit_guard using (true) with check (true);

create policy rule_owner on training.rule to manumit_schema using (true) with check (true);
