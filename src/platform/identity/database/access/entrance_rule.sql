comment on table identity.entrance_rule is
  'Whether an account opened with a password must have a second factor. Only the schema role may waive it; an exercise does.';

alter table identity.entrance_rule enable row level security;
alter table identity.entrance_rule force row level security;
grant select, insert, update, delete on identity.entrance_rule to manumit_guard;

create policy entrance_rule_guard on identity.entrance_rule to manumit_guard using (true) with check (true);

create policy entrance_rule_owner on identity.entrance_rule to manumit_schema using (true) with check (true);
