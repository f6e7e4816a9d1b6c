comment on table policy.parameter_decision is
  'The value of a parameter of an edition from a day on, decided by the policy office with a reason; the newest decision for a day holds.';
comment on column policy.parameter_decision.number is
  'Counts the decisions on a parameter, so that two people cannot decide at once without seeing each other.';
comment on column policy.parameter_decision.from_day is
  'The first day on which the value holds (UTC), always after the day of the decision.';
comment on column policy.parameter_decision.value is 'The value as JSON, of the type that the edition gives the parameter.';

alter table policy.parameter_decision enable row level security;
alter table policy.parameter_decision force row level security;
grant select, insert on policy.parameter_decision to manumit_app;
alter table policy.parameter_decision alter column decided_by set default identity.person();

create policy parameter_decision_read on policy.parameter_decision for select to manumit_app using (true);

create policy parameter_decision_make on policy.parameter_decision for insert to manumit_app with check (
  (select identity.holds(identity.group('office')))
  and decided_by = (select identity.person())
);

create policy parameter_decision_owner on policy.parameter_decision to manumit_schema using (true) with check (true);

create trigger public_change after insert or update or delete on policy.parameter_decision
  for each row execute function platform.record_public_change();
