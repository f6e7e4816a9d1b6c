comment on table contractors.violation_step is 'A step of a violation: what was done, on which day, by whom. Stored once, never changed.';
comment on column contractors.violation_step.action is 'The action of the table of states.';
comment on column contractors.violation_step.detail is
  'What the action asks for beside its day and note, such as the factors that were weighed.';

alter table contractors.violation_step enable row level security;
alter table contractors.violation_step force row level security;
grant select, insert on contractors.violation_step to manumit_app;

create policy violation_step_read on contractors.violation_step for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-readers')))::uuid[])
);

create policy violation_step_add on contractors.violation_step for insert to manumit_app with check (
  recorded_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('violation-managers')))::uuid[])
);

create policy violation_step_owner on contractors.violation_step to manumit_schema using (true) with check (true);
