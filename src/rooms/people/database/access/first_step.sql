comment on table identity.first_step is
  'A first step of a new register that was set aside or taken up again. Whether a step is done is read from the register.';
comment on column identity.first_step.step is 'Which step; the list is src/app/personal/first-steps.';

alter table identity.first_step enable row level security;
alter table identity.first_step force row level security;
grant select, insert on identity.first_step to manumit_app;
grant update (aside, changed_by, changed_at) on identity.first_step to manumit_app;

create policy first_step_read on identity.first_step for select to manumit_app using (
  (select identity.holds(identity.group('starters')))
);

create policy first_step_add on identity.first_step for insert to manumit_app with check (
  (select identity.holds(identity.group('starters')))
  and changed_by = (select identity.person())
);

create policy first_step_change on identity.first_step for update to manumit_app using (
  (select identity.holds(identity.group('starters')))
) with check (changed_by = (select identity.person()));

create policy first_step_owner on identity.first_step to manumit_schema using (true) with check (true);
