comment on table training.total is 'Totals that a commander signs.';

alter table training.total enable row level security;
alter table training.total force row level security;
grant select, insert on training.total to manumit_app;

create policy total_read on training.total for select to manumit_app using (
  (select identity.holds(identity.group('office')))
  or party_id = any ((select identity.parties(identity.group('training-managers')))::uuid[])
);

create policy total_write on training.total for insert to manumit_app with check (
  signed_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('leaders')))::uuid[])
);

create policy total_owner on training.total to manumit_schema using (true) with check (true);
