alter table training.courses_taught enable row level security;
alter table training.courses_taught force row level security;
grant select, insert on training.courses_taught to manumit_app;

create policy courses_taught_read on training.courses_taught for select to manumit_app using (
  (select identity.holds('{policy-office}'))
  or party_id = any ((select identity.parties('{training-officer,focal-point,commander}'))::uuid[])
);

create policy courses_taught_adopt on training.courses_taught for insert to manumit_app with check (
  adopted_by = (select identity.person())
  and party_id = any ((select identity.parties('{training-officer,focal-point,policy-office}'))::uuid[])
);

create policy courses_taught_owner on training.courses_taught to manumit_schema using (true) with check (true);
