alter table training.need enable row level security;
alter table training.need force row level security;
grant select on training.need to manumit_app;
grant select, insert, update, delete on training.need to manumit_guard;

create policy need_read on training.need for select to manumit_app using (
  party_id = any ((select identity.parties('{training-officer,commander}'))::uuid[])
  or operation_id = any ((select identity.parties('{training-officer,commander}'))::uuid[])
  or trainee_id = (select training.own_trainee())
  or trainee_id in (select t.id from training.trainee t where t.person_id = (select identity.person()))
);

create policy need_guard on training.need to manumit_guard using (true) with check (true);

create policy need_owner on training.need to manumit_schema using (true) with check (true);
