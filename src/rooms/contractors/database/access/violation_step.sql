comment on table contractors.violation_step is 'A step of a violation: what was done, on which day, by whom. Stored once, never changed.';
comment on column contractors.violation_step.action is 'The action of the table of states.';
comment on column contractors.violation_step.detail is
  'What the action requires in addition to its day and note, such as the factors that were weighed.';
comment on column contractors.violation_step.by_link is 'The link by which a firm took it; null: a person did.';

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

create policy violation_step_investigate on contractors.violation_step for insert to manumit_app with check (
  recorded_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('violation-investigators')))::uuid[])
  and action in ('investigate', 'report-investigation', 'mark-danger')
);

create policy violation_step_add_by_firm on contractors.violation_step for insert to manumit_app with check (
  by_link = (select contractors.own_firm_link())
  and action = 'notify'
  and violation_id in (select v.id from contractors.violation v where v.by_link = (select contractors.own_firm_link()))
);

create policy violation_step_owner on contractors.violation_step to manumit_schema using (true) with check (true);
