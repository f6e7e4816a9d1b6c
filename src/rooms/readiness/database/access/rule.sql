comment on table training.rule is
  'One rule of the curriculum; null matches everyone. `within`: days after arrival until its modules are due.';
comment on column training.rule.categories is 'The categories of people the rule is for.';
comment on column training.rule.roles is 'The functions of people the rule is for.';
comment on column training.rule.theatres is 'The theatres in which the rule holds.';
comment on column training.rule.nations is 'The codes of the nations the rule is for.';
comment on column training.rule.modules is 'The modules that these people owe.';

alter table training.rule enable row level security;
alter table training.rule force row level security;
grant select on training.rule to manumit_app;
grant select, insert, update, delete on training.rule to manumit_guard;

-- The curriculum is public, like the policy.
create policy rule_read on training.rule for select to manumit_app using (true);

create policy rule_guard on training.rule to manumit_guard using (true) with check (true);

create policy rule_owner on training.rule to manumit_schema using (true) with check (true);
