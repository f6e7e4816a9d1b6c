comment on table identity.sign_in_rule is
  'Whether an account opened with a password must have a second factor. Only the schema role may waive it; an exercise does.';

alter table identity.sign_in_rule enable row level security;
alter table identity.sign_in_rule force row level security;
grant select, insert, update, delete on identity.sign_in_rule to manumit_guard;

create policy sign_in_rule_guard on identity.sign_in_rule to manumit_guard using (true) with check (true);

create policy sign_in_rule_owner on identity.sign_in_rule to manumit_schema using (true) with check (true);
